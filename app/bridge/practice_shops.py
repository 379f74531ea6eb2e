"""The practice marketplaces beside the program: started when first wanted, and gone when the program is."""

from collections.abc import Collection
from functools import partial
from threading import Event, Lock

from app.bridge.desk import Desk
from app.bridge.writer import WriterThread
from app.connectors.manifests import Tools
from app.connectors.practice import Described
from app.domain.commands import EditShop, SaveAgent
from app.domain.moments import IdSource
from app.domain.shops import Shop
from app.domain.team import PRACTICE_COLLEAGUE, Role
from app.domain.values import AgentId, CommandId, ShopId
from app.host.practice_town import PracticeTown, town_command
from app.services.lane_plans import LaneDesks
from app.services.practice import (
    connect_one,
    connect_practice,
    practice_templates,
    release_news,
    take_practice_away,
)
from app.services.shops import ShopDesk
from app.store.agents import find_agent
from app.store.shops import all_shops
from app.store.templates import find_template

PRACTICE_SEED = 7
PRACTICE_HOURS = "24"
HISTORY_LOOKS, HISTORY_PAUSE = 200, 0.2


class PracticeShops:
    """Holds the town. Everything here is slow: for tasks."""

    def __init__(
        self, desk: Desk, writer: WriterThread, ids: IdSource, tools: Tools, shops: ShopDesk,
        lanes: LaneDesks, throw_away: bool,
    ) -> None:  # fmt: skip
        """`throw_away`: the whole profile is, so nothing needs to be taken away."""
        self._desk, self._writer, self._ids, self._tools, self._shops = desk, writer, ids, tools, shops
        self._lanes = lanes
        self._throw_away = throw_away
        self._town: PracticeTown | None = None
        self._described: Described = {}
        self._opening = Lock()

    def tidy(self) -> None:
        """What an earlier run left: its town is gone."""
        if not self._throw_away:
            self._writer.run(take_practice_away)

    def close(self) -> None:
        """Ends the town, and takes away what stood in it."""
        if self._town is not None:
            self.tidy()
            self._town.close()

    def open_all(self) -> None:
        """Connects every shop of the town through the same doors as real ones, with a colleague and some templates."""
        if self._town is not None:
            return
        town = self._open()
        self._join(self._desk.agent, "王晓", Role.ADMIN)
        connect_practice(self._shops, town, lambda: self._join(PRACTICE_COLLEAGUE, "李娜", Role.SENIOR))
        for template in practice_templates(self._desk.agent, self._ids):
            if self._writer.run(partial(find_template, wanted=template.template)) is None:
                self._writer.carry_out(template)
        for shop in self._practice():
            self._calm(shop)
        self._shops.sync_now()  # whoever opens practice shops wants to see them, also those that are looked at by hand
        self._begin(tuple(shop.id for shop in self._practice()))

    def connect(self, channel: str, title: str) -> ShopId:
        """Connects the practice shop of one channel under a title that nobody takes for a real shop's."""
        shop = connect_one(self._shops, self._open(), channel, title)
        self._shops.sync_now()
        self._desk.background(lambda: self._begin((shop,)))
        return shop

    def _practice(self) -> tuple[Shop, ...]:
        return tuple(shop for shop in self._writer.run(all_shops) if shop.practice)

    def _open(self) -> Described:
        with self._opening:
            if self._town is None:
                town = PracticeTown(town_command(PRACTICE_SEED))
                self._described = town.open()
                self._town = town
            return self._described

    def _begin(self, shops: tuple[ShopId, ...]) -> None:
        """When the past is in, the news may come."""
        self._await_history(shops)
        release_news(self._tools.lines, self._described)

    def _await_history(self, shops: Collection[ShopId]) -> None:
        """Until every stream of the past has come to its end, or a while has gone by."""
        pause = Event()
        for _ in range(HISTORY_LOOKS):
            if self._lanes.past_is_in(shops):
                break
            pause.wait(HISTORY_PAUSE)

    def _join(self, agent: AgentId, name: str, role: Role) -> None:
        """Somebody works in the practice shops, unless a real person already does under this id."""
        known = self._writer.run(lambda work: find_agent(work, agent))
        if known is None or not known.active:
            me = self._desk.agent
            self._writer.carry_out(
                SaveAgent(id=CommandId(self._ids.new()), agent=me, subject=agent, name=name, role=role)
            )

    def _calm(self, shop: Shop) -> None:
        """A practice shop promises no more than its platform does, so that not everything is late."""
        settings = {**shop.settings, "internal_target_hours": PRACTICE_HOURS}
        self._writer.carry_out(
            EditShop(
                id=CommandId(self._ids.new()),
                agent=self._desk.agent,
                shop=shop.id,
                title=shop.title,
                settings=settings,
            )
        )
