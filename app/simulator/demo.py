"""Builds the demo: some fifty conversations over all stores, aged so that some are late and some urgent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from app.simulator import cast, library
from app.simulator.library import Later, Opening, Person
from app.simulator.pictures import product_picture
from app.simulator.platforms import PLATFORMS
from app.simulator.talk import CUSTOMER, PLATFORM, SHOP, Attachment, Conversation
from app.simulator.trade import Customer, Order, Shop
from app.simulator.world import World

PROMISE = timedelta(hours=24)
"""The marketplace's promise by which `left` counts."""
STAGES_OF_TOPIC = {"where": "moving", "address": "paid", "cancel": "paid", "invoice": "delivered"}


def furnish(world: World) -> None:
    """Shops and goods, which every world has."""
    world.shops = {shop.key: shop for shop in cast.shops()}
    world.products = {row["key"]: cast.product(row) for row in library.products()}


def demo(world: World, *, hold: bool = False) -> None:
    """Plays the demo's script into a world, whose hearers hear it in order of time.

    With `hold`, the mails that wait for an answer are delivered by `world.release`: whoever connects first and lets
    go of them then meets them as news, with their clocks running, and not as history.
    """
    furnish(world)
    script = library.demo()
    people = {person.name: person for person in library.people()}
    spoken: list[tuple[datetime, int, Conversation, str, str, Opening, bool]] = []
    for number, opening in enumerate(script["conversations"], start=1):
        person = people.get(opening["who"]) or neighbour(opening["who"], opening["lang"])
        shop = world.shops[opening["shop"]]
        buyer = cast.customer(person, shop, world.rng(f"customer/{shop.key}/{person.name}"))
        talk = converse(world, number, opening, shop, buyer)
        lines = script_lines(world, talk, opening)
        last = len(lines) - 1
        for index, (at, author, text) in enumerate(lines):
            spoken.append((at, len(spoken), talk, author, text, opening, index == last))
    for at, _, talk, author, text, opening, is_last in sorted(spoken, key=lambda line: line[:2]):
        waits = is_last and "answered" not in opening
        deliver = partial(utter, world, talk, author, text, at, opening, last=waits)
        if hold and waits and PLATFORMS[talk.shop.channel].waits:
            world.held.append(deliver)
        else:
            deliver()
    for talk in list(world.conversations.values()):
        platform_news(world, talk, script["conversations"][talk.number - 1])
    system_mail(world)
    for step in script["later"]:
        plan_later(world, step)


def neighbour(name: str, language: str) -> Person:
    """Somebody no list names, at an address of somebody who speaks the same language."""
    known = library.people()
    like = next((person for person in known if person.language == language), known[0])
    return replace(like, name=name, language=language)


def converse(world: World, number: int, opening: Opening, shop: Shop, buyer: Customer) -> Conversation:
    """The conversation, its order and its case, before anyone speaks."""
    rng = world.rng(f"demo/{number}")
    goods = world.products[opening["product"]]
    about: Order | None = None
    if opening.get("order", "?"):
        stage = opening.get("stage") or STAGES_OF_TOPIC.get(opening["topic"], "delivered")
        about = cast.order(shop, buyer, goods, stage, world.start, rng, number=opening.get("order", ""))
        if "quantity" in opening:
            about.lines = (replace(about.lines[0], quantity=opening["quantity"]),)
        world.orders[about.id] = about
    for past in opening.get("history", []):
        long_ago = world.start - timedelta(days=rng.randrange(60, 400))
        world.orders[past] = cast.order(shop, buyer, goods, "delivered", long_ago, rng, number=past)
    if about is not None and "case" in opening:
        moment = world.start - timedelta(hours=rng.randrange(4, 40))
        case = cast.case(opening["case"], about, moment, rng, "")
        world.cases[case.id] = case
    language = opening["lang"] if opening["lang"] in library.LANGUAGES else "en"
    subject = library.phrases(language)[opening["topic"]][0]
    return world.add(
        Conversation(
            key=f"demo-{number}",
            number=number,
            id=world.name_talk(shop.channel, rng),
            shop=shop,
            customer=buyer,
            topic=opening["topic"],
            subject=subject,
            opened=world.start,
            order=about,
            product=goods,
        )
    )


def script_lines(world: World, talk: Conversation, opening: Opening) -> list[tuple[datetime, str, str]]:
    """Who said what when; the last line is the one that waits, unless it was answered."""
    lines = [
        (world.start - timedelta(hours=hours), author, text)
        for hours, author, text in opening.get("before", [])
    ]
    text = opening.get("text") or phrase(talk, opening["topic"])
    if "left" in opening:
        at = world.start + timedelta(minutes=opening["left"]) - PROMISE
    elif "ago" in opening:
        at = world.start - timedelta(minutes=opening["ago"])
    else:
        at = world.start - timedelta(minutes=opening["answered"] + 190)
    at += timedelta(seconds=world.rng(f"second/{talk.key}").randrange(60))
    lines.append((at, CUSTOMER, text))
    if "answered" in opening:
        lines.append((world.start - timedelta(minutes=opening["answered"]), SHOP, phrase(talk, "answer")))
    talk.opened = lines[0][0]
    return lines


def phrase(talk: Conversation, topic: str) -> str:
    """A ready sentence in the customer's language about this order."""
    language = talk.customer.language if talk.customer.language in library.LANGUAGES else "en"
    order = talk.order.id if talk.order else ""
    goods = talk.product.title(language) if talk.product else ""
    text = library.phrases(language)[topic][1]
    return text.format(order=order, product=goods, name=talk.customer.name)


def utter(
    world: World, talk: Conversation, author: str, text: str, at: datetime, opening: Opening, *, last: bool
) -> None:
    """Says one line of the script, with its picture and its shape where it is the last."""
    files: tuple[Attachment, ...] = ()
    kind = "message"
    first = not any(said.author == CUSTOMER for said in talk.utterances)
    if author == CUSTOMER and (first or PLATFORMS[talk.shop.channel].shapes_each):
        kind = opening.get("kind", "message")
    if last and "photo" in opening and talk.product:
        broken = not opening["photo"].startswith("tracking")
        picture = product_picture(talk.product.shape, talk.product.colour, 240, crack=broken)
        files = (Attachment(opening["photo"], "image/png", picture),)
    if kind == "photo_only":
        text = ""
    world.say(talk, author, text, at, kind=kind, attachments=files)


def platform_news(world: World, talk: Conversation, opening: Opening) -> None:
    """What the platform itself says about an order by mail: return, cancellation wish, claim."""
    if talk.order is None or not PLATFORMS[talk.shop.channel].notifies:
        return
    kinds = {"return": "return_request", "cancel": "cancel_request"}
    kind = kinds.get(opening.get("case", ""))
    if kind is not None:
        case = next(case for case in world.cases.values() if case.order is talk.order)
        world.say(talk, PLATFORM, "", case.opened, kind=kind)
    if opening.get("claim"):
        world.say(talk, PLATFORM, "", world.start - timedelta(hours=30), kind="a_to_z")


def system_mail(world: World) -> None:
    """Where a platform writes notices of its own, one of eBay's kind: it can be read, never answered."""
    for number, shop in enumerate(world.shops.values(), start=1):
        if not PLATFORMS[shop.channel].notices:
            continue
        person = library.people()[0]
        ebay = replace(
            cast.customer(person, shop, world.rng(f"system/{shop.key}")), handle="eBay", name="eBay"
        )
        talk = world.add(
            Conversation(
                key=f"system-{shop.key}",
                number=800 + number,
                id=world.name_talk(shop.channel, world.rng(f"system/id/{shop.key}")),
                shop=shop,
                customer=ebay,
                topic="platform",
                subject="Your monthly seller summary is ready",
                opened=world.start - timedelta(days=2),
            )
        )
        text = "Your monthly summary is ready. See it in Seller Hub."
        world.say(talk, CUSTOMER, text, talk.opened, language="en")


def plan_later(world: World, step: Later) -> None:
    """Lets a customer write after the demo has begun."""

    def write(at: datetime) -> None:
        talk = next(talk for talk in world.conversations.values() if talk.customer.name == step["who"])
        world.customer_says(talk, phrase(talk, step["text"]), at)

    world.timeline.plan(world.start + timedelta(minutes=step["after"]), write)
