"""eBay orders, shipments, cases, pictures: the rules beyond the shape."""

import pytest

from app.simulator.pictures import product_picture
from app.simulator.stamps import millis
from app.simulator.wire import Request
from tests.simulator.practice import FULFILLMENT, START, Client, a_town, at, error_id, field, rows

LIST = f"{FULFILLMENT}/order"
POST_ORDER = "/ebay/api/post-order/v2"


@pytest.fixture
def client() -> Client:
    return Client(a_town())


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"limit": "201"}, 31100),
        ({"limit": "x"}, 31100),
        ({"offset": "-1"}, 31000),
        ({"fieldGroups": "ALL"}, 32800),
        ({"filter": "colour:{RED}"}, 30700),
        ({"filter": "orderfulfillmentstatus:{SENT}"}, 30800),
        ({"filter": "creationdate:2026-11-01"}, 30810),
        ({"filter": "creationdate:[..2026-11-01T00:00:00.000Z]"}, 30820),
        ({"filter": "creationdate:[2020-01-01T00:00:00.000Z..]"}, 30830),
        ({"filter": "creationdate:[2026-11-02T00:00:00.000Z..2026-11-01T00:00:00.000Z]"}, 30840),
        ({"filter": "creationdate:[2027-01-01T00:00:00.000Z..]"}, 30850),
        ({"orderIds": ",".join(["1"] * 51)}, 30900),
    ],
)
def test_a_wrong_parameter_has_its_documented_number(
    client: Client, query: dict[str, str], error: int
) -> None:
    answer = client.ebay(LIST, query)
    assert (answer.status, error_id(answer)) == (400, error)


def test_filters_choose_by_change_and_by_state(client: Client) -> None:
    everything = rows(client.ebay(LIST), "orders")
    open_ones = {"filter": "orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}"}
    waiting = rows(client.ebay(LIST, open_ones), "orders")
    assert 0 < len(waiting) < len(everything)
    assert {row["orderFulfillmentStatus"] for row in waiting} == {"NOT_STARTED"}
    newest = max(str(row["lastModifiedDate"]) for row in everything)
    changed = {"filter": f"lastmodifieddate:[{newest}..{millis(START)}]"}
    assert len(rows(client.ebay(LIST, changed), "orders")) == 1
    wanted = [str(row["orderId"]) for row in everything[:2]]
    assert len(rows(client.ebay(LIST, {"orderIds": ",".join(wanted)}), "orders")) == 2


def test_marking_as_sent_creates_the_shipment_and_changes_the_order(client: Client) -> None:
    order = next(
        o for o in client.town.world.orders.values() if o.shop.key == "ebay-uk" and o.stage(START) == "paid"
    )
    path = f"{LIST}/{order.id}/shipping_fulfillment"
    lines = [{"lineItemId": order.lines[0].id, "quantity": 1}]
    half = client.ebay(path, method="POST", body={"lineItems": lines, "trackingNumber": "X1"})
    assert error_id(half) == 32300
    body = {"lineItems": lines, "shippingCarrierCode": "RoyalMail", "trackingNumber": "JV123456789GB"}
    sent = client.ebay(path, method="POST", body=body)
    assert sent.status == 201
    assert sent.header("Location").endswith("/shipping_fulfillment/JV123456789GB")
    assert at(client.ebay(path), "fulfillments", 0, "shipmentTrackingNumber") == "JV123456789GB"
    assert at(client.ebay(f"{LIST}/{order.id}"), "orderFulfillmentStatus") == "FULFILLED"


def test_cases_are_searched_and_read_with_the_older_scheme(client: Client) -> None:
    for kind, name, key in (
        ("return", "members", "returnId"),
        ("inquiry", "members", "inquiryId"),
        ("cancellation", "cancellations", "cancelId"),
    ):
        found = client.ebay(f"{POST_ORDER}/{kind}/search", scheme="IAF")
        assert at(found, "paginationOutput", "totalEntries") == 1
        number = rows(found, name)[0][key]
        one = client.ebay(f"{POST_ORDER}/{kind}/{number}", {"fieldgroups": "SUMMARY"}, scheme="IAF")
        assert one.status == 200
        assert str(number) in one.body.decode()
    assert client.ebay(f"{POST_ORDER}/return/search").status == 401
    missing = client.ebay(f"{POST_ORDER}/return/1", scheme="IAF")
    assert (missing.status, at(missing, "errorMessage", "error", 0, "httpStatusCode")) == (404, "404")


def test_a_return_is_shown_in_detail_or_in_summary(client: Client) -> None:
    found = client.ebay(f"{POST_ORDER}/return/search", scheme="IAF")
    path = f"{POST_ORDER}/return/{at(found, 'members', 0, 'returnId')}"
    assert set(at(client.ebay(path, scheme="IAF"))) == {"summary", "detail"}
    assert set(at(client.ebay(path, {"fieldgroups": "SUMMARY"}, scheme="IAF"))) == {"summary"}


def test_an_inquiry_names_item_and_transaction_but_no_order(client: Client) -> None:
    row = rows(client.ebay(f"{POST_ORDER}/inquiry/search", scheme="IAF"), "members")[0]
    assert "orderId" not in row
    order = client.town.world.orders["14-09182-33705"]
    assert (row["itemId"], row["buyer"]) == (int(order.lines[0].product.item_id), order.customer.handle)
    by_order = {"order_id": order.id}
    assert len(rows(client.ebay(f"{POST_ORDER}/inquiry/search", by_order, scheme="IAF"), "members")) == 1
    other = {"order_id": "00-00000-00000"}
    assert rows(client.ebay(f"{POST_ORDER}/inquiry/search", other, scheme="IAF"), "members") == []


def test_cases_are_paged_by_entries() -> None:
    client = Client(a_town(kind="crowd", conversations=400, channel="ebay"))
    seen: list[str] = []
    for offset in range(0, 200, 5):
        query = {"limit": "5", "offset": str(offset)}
        page = client.ebay(f"{POST_ORDER}/return/search", query, scheme="IAF")
        seen += [str(row["returnId"]) for row in rows(page, "members")]
        if len(seen) == at(page, "paginationOutput", "totalEntries"):
            break
    assert len(seen) == len(set(seen)) > 5


def test_a_listing_has_a_picture_that_can_be_fetched(client: Client) -> None:
    goods = client.town.world.products["mug"]
    answer = client.ebay(
        "/ebay/api/buy/browse/v1/item/get_item_by_legacy_id", {"legacy_item_id": goods.item_id}
    )
    address = field(answer, "image", "imageUrl").removeprefix(client.town.base)
    picture = client.call("GET", address)
    assert picture.header("Content-Type") == "image/png"
    assert picture.body == product_picture(goods.shape, goods.colour)


def test_an_uploaded_picture_gets_an_address_that_serves_it(client: Client) -> None:
    picture = product_picture("lamp", "2f3640", 40)
    client.ebay(LIST)
    body = (
        b'--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + picture + b"\r\n--b--\r\n"
    )
    headers = {
        "authorization": f"Bearer {client.tokens['northshore_uk']}",
        "content-type": "multipart/form-data; boundary=b",
    }
    path = "/ebay/apim/commerce/media/v1_beta/image/create_image_from_file"
    answer = client.town.handle(Request.of("POST", path, headers, body), client.now)
    assert answer.status == 201
    served = client.call("GET", field(answer, "imageUrl").removeprefix(client.town.base))
    assert served.body == picture
