"""Builds worlds of any size for soak and weather tests; conversation i depends only on the seed and i."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from app.simulator import cast, library
from app.simulator.demo import furnish, phrase
from app.simulator.pictures import product_picture
from app.simulator.platforms import PLATFORMS
from app.simulator.talk import CUSTOMER, SHOP, Attachment, Conversation
from app.simulator.trade import Shop
from app.simulator.world import World

STAGES = ("paid", "shipped", "moving", "late", "delivered", "delivered")


def crowd(
    world: World, conversations: int, *, spread: timedelta = timedelta(days=30), channel: str = ""
) -> None:
    """Fills a world with `conversations`, spread over the time before its start; `channel` keeps to one."""
    furnish(world)
    shops = [shop for shop in world.shops.values() if channel in ("", shop.channel)]
    for number in range(1, conversations + 1):
        populate(world, number, shops, spread)


def populate(
    world: World,
    number: int,
    shops: list[Shop],
    spread: timedelta,
    *,
    opened: datetime | None = None,
    quiet: bool = False,
    fresh: bool = False,
) -> Conversation:
    """Conversation `number`: a buyer, mostly an order (new when `fresh`), one to five messages (none: `quiet`)."""
    rng = world.rng(f"crowd/{number}")
    shop = rng.choice(shops)
    buyer = cast.customer(rng.choice(library.people()), shop, rng)
    goods = rng.choice(list(world.products.values()))
    topic = "where" if fresh else rng.choice(library.TOPICS)
    opened = opened or world.start - spread * rng.random()
    about = None
    if topic != "presale":
        about = cast.order(shop, buyer, goods, "fresh" if fresh else rng.choice(STAGES), opened, rng)
    language = buyer.language if buyer.language in library.LANGUAGES else "en"
    talk = world.add(
        Conversation(
            key=f"crowd-{number}",
            number=number,
            id=world.name_talk(shop.channel, rng),
            shop=shop,
            customer=buyer,
            topic=topic,
            subject=library.phrases(language)[topic][0],
            opened=opened,
            order=about,
            product=goods,
        )
    )
    if not fresh:
        complain(world, talk, rng)
    if not quiet:
        chatter(world, talk, rng)
    return talk


def complain(world: World, talk: Conversation, rng: Random) -> None:
    """Where the platform has them, some matters open a case of their own."""
    kind = {"return": "return", "cancel": "cancel", "where": "inquiry"}.get(talk.topic)
    if talk.order is None or kind is None or not PLATFORMS[talk.shop.channel].opens_cases:
        return
    case = cast.case(kind, talk.order, talk.opened, rng, phrase(talk, talk.topic))
    world.cases[case.id] = case


def chatter(world: World, talk: Conversation, rng: Random) -> None:
    """What was said so far: customer first, then in turns, never after the world's start."""
    at = talk.opened
    kinds = PLATFORMS[talk.shop.channel].kinds
    for turn in range(rng.choice((1, 1, 2, 2, 3, 5))):
        if at > world.start:
            return
        ours = turn % 2 == 1
        topic = talk.topic if turn == 0 else "answer" if ours else rng.choice(("follow", "thanks"))
        files: tuple[Attachment, ...] = ()
        if turn == 0 and talk.topic == "damaged" and talk.product is not None:
            picture = product_picture(talk.product.shape, talk.product.colour, 96, crack=True)
            files = (Attachment("photo.png", "image/png", picture),)
        kind = "message" if ours or turn else rng.choice(kinds)
        if kind == "cid" and not files:
            kind = "html"
        if kind == "photo_only" and not files:
            kind = "message"
        text = "" if kind == "photo_only" else phrase(talk, topic)
        world.say(talk, SHOP if ours else CUSTOMER, text, at, kind=kind, attachments=files)
        at += timedelta(minutes=rng.randrange(20, 2000))
