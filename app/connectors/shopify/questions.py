"""What is asked of the Admin API, in GraphQL. Lists inside an order are short, since every entry that might come is
paid for; whatever did not fit is asked for by itself."""

from dataclasses import dataclass

ORDERS_A_PAGE = 7
LINES, PARCELS, REFUNDS, RETURNS = 10, 5, 5, 3
"""so many of each come with an order in a list"""
MOST_LINES, MOST_PARCELS, MOST_REFUNDS, MOST_RETURNS = 100, 30, 30, 15
"""so many come with an order that is asked for by itself; lines go on from there"""


@dataclass(frozen=True, slots=True)
class Question:
    """One named operation. A question about more than 1,000 points is refused by the platform."""

    name: str
    text: str


CASH = "fragment Cash on MoneyBag { presentmentMoney { amount currencyCode } }"
"""what the customer paid in his own currency"""
LINE = """
fragment Line on LineItem {
  id title variantTitle sku quantity
  image { url }
  discountedUnitPriceSet { ...Cash }
}"""
CASE = """
fragment Case on Return {
  id name status createdAt totalQuantity
  decline { reason }
  returnLineItems(first: 3) { nodes { quantity returnReasonNote customerNote returnReasonDefinition { name } } }
}"""
ORDER = """
fragment Bought on Order {
  id legacyResourceId name createdAt updatedAt cancelledAt email note
  displayFinancialStatus displayFulfillmentStatus
  customer { id displayName defaultEmailAddress { emailAddress } }
  shippingAddress { name company address1 address2 city provinceCode zip countryCodeV2 phone }
  totalPriceSet { ...Cash }
  lineItems(first: %d) { nodes { ...Line } pageInfo { hasNextPage endCursor } }
  fulfillments(first: %d) {
    id status displayStatus createdAt inTransitAt deliveredAt estimatedDeliveryAt
    trackingInfo(first: 3) { company number url }
  }
  refunds(first: %d) { id createdAt note totalRefundedSet { ...Cash } }
  returns(first: %d) { nodes { ...Case } pageInfo { hasNextPage } }
}"""
PARTS = CASH + LINE + CASE


def _order(lines: int, parcels: int, refunds: int, returns: int) -> str:
    return ORDER % (lines, parcels, refunds, returns) + PARTS


CHANGED = Question(
    "OrdersByChange",
    """query OrdersByChange($first: Int!, $after: String, $which: String!) {
  orders(first: $first, after: $after, query: $which, sortKey: UPDATED_AT) {
    nodes { ...Bought } pageInfo { hasNextPage endCursor }
  }
}"""
    + _order(LINES, PARCELS, REFUNDS, RETURNS),
)
PLACED = Question(
    "OrdersByDate",
    """query OrdersByDate($first: Int!, $after: String, $which: String!) {
  orders(first: $first, after: $after, query: $which, sortKey: CREATED_AT, reverse: true) {
    nodes { ...Bought } pageInfo { hasNextPage endCursor }
  }
}"""
    + _order(LINES, PARCELS, REFUNDS, RETURNS),
)
WHOLE = Question(
    "WholeOrder",
    "query WholeOrder($id: ID!) { order(id: $id) { ...Bought } }"
    + _order(MOST_LINES, MOST_PARCELS, MOST_REFUNDS, MOST_RETURNS),
)
FIND = Question(
    "FindOrder",
    "query FindOrder($which: String!) { orders(first: 5, query: $which) { nodes { id name } } }",
)
MORE_LINES = Question(
    "MoreLines",
    """query MoreLines($id: ID!, $first: Int!, $after: String) {
  order(id: $id) {
    lineItems(first: $first, after: $after) { nodes { ...Line } pageInfo { hasNextPage endCursor } }
  }
}"""
    + CASH
    + LINE,
)
SHOP = Question(
    "WhoseShop",
    """query WhoseShop {
  shop {
    id name contactEmail myshopifyDomain currencyCode orderNumberFormatPrefix orderNumberFormatSuffix
  }
  currentAppInstallation { accessScopes { handle } }
}""",
)
BUYERS = Question(
    "MaySeeBuyers",
    """query MaySeeBuyers {
  orders(first: 1, sortKey: UPDATED_AT, reverse: true) {
    nodes { id email shippingAddress { name } }
  }
}""",
)
DISPUTES = Question(
    "Disputes",
    """query Disputes($after: String) {
  disputes(first: 50, after: $after) {
    nodes {
      id status type initiatedAt evidenceDueBy finalizedOn
      amount { amount currencyCode }
      reasonDetails { reason }
      order { id name }
    }
    pageInfo { hasNextPage endCursor }
  }
}""",
)
