"""Builds the doors to the outside behind a standing window: tools, desks, lanes, the practice town."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from threading import Event

from app.bridge.desk import Desk
from app.bridge.lane import Round
from app.bridge.practice_shops import PracticeShops
from app.bridge.supervisor import LanePlan, Supervisor
from app.bridge.writer import WriterThread
from app.connectors.manifests import Tools
from app.connectors.quotas import DailyQuotas
from app.domain.moments import Clock, IdSource
from app.domain.shops import Login, Shop
from app.domain.values import ConversationId, LoginId
from app.host.blobs import BlobStore
from app.host.chest import ProfileKeys
from app.host.clockwatch import ClockWatch
from app.host.diskspace import DiskRoom, Reserve, room
from app.host.log import Field
from app.host.paths import ProfilePaths
from app.host.redaction import Redactor
from app.host.vault import Vault
from app.net.lines import Lines
from app.net.tokens import TokenDesk
from app.services.attachments import FileDesk
from app.services.care import Care
from app.services.clock_check import ClockCheck
from app.services.day_book import DayBook
from app.services.desk_lanes import Lanes
from app.services.lane_plans import LaneDesks, Roster, roster, stamp_of
from app.services.login_ends import LoginEnds
from app.services.pace import Pace
from app.services.pictures import PictureRound
from app.services.quarantine import QuarantineDesk
from app.services.raw_mail import fetch_again
from app.services.read_marks import ReadTeller
from app.services.secrets import SealedSecrets
from app.services.shop_doors import Doorman, manifest_of
from app.services.shop_floor import FloorDesk
from app.services.shops import ShopDesk
from app.services.sla_keeper import SlaKeeper
from app.store.checkpoint import Checkpoints
from app.store.journal import Journal
from app.worker.client import WorkerClient, worker_command

CHECK_PAUSE = 0.002
SLEEP_WATCH = timedelta(seconds=10)


class Doors:
    """Everything that talks to the outside, for one profile."""

    def __init__(
        self, paths: ProfilePaths, keys: ProfileKeys, clock: Clock, ids: IdSource, writer: WriterThread, desk: Desk,
        redactor: Redactor, pace: Pace, journal: Journal, *, practice: bool,
    ) -> None:  # fmt: skip
        self._paths, self._clock, self._ids, self._writer, self._desk = paths, clock, ids, writer, desk
        self._generations: dict[LoginId, int] = {}
        self._channels: frozenset[str] = frozenset()
        self._closing = Event()
        vault = Vault({1: keys.secrets}, ids, redactor.learn)
        secrets = SealedSecrets(vault, writer)
        self._clock_check = ClockCheck(desk.tell_condition, self._refusing)
        lines = Lines(clock, loopback_only=practice, hear_time=self._clock_check.hear)
        self._tools = Tools(
            clock, ids, lines, TokenDesk(clock, secrets, redactor.learn), DailyQuotas(clock, DayBook(writer))
        )
        self._worker = WorkerClient(worker_command(), children=2)
        self._blobs = BlobStore(paths.blobs, keys.files, clock, ids)
        rmtree(paths.opened, ignore_errors=True)
        self.files = self._file_desk(paths.opened)
        self._care = Care(
            writer, paths.database, keys.database, paths.backups, Reserve(paths.reserve), self._blobs, clock, ids,
            desk.tell_condition, journal, lambda: self._closing.wait(CHECK_PAUSE), keeps_copies=not practice,
            ending=self._closing.is_set,
        )  # fmt: skip
        self._lanes = LaneDesks(
            self._tools, writer, self._worker, self._blobs, self.files.outbound_files, self._may_receive,
            lambda: self._care.may_send, pace,
        )  # fmt: skip
        self._quarantine = QuarantineDesk(writer, self._blobs, self._lanes.sorter_of, clock, ids)
        self.supervisor = Supervisor(self._wanted)
        doorman = Doorman(self._tools, secrets, _open_browser)
        self.shops = ShopDesk(
            writer, vault, secrets, self._tools, clock, ids, doorman, self._shop_lanes(), practises=practice
        )
        self._practice = PracticeShops(desk, writer, ids, self._tools, self.shops, self._lanes, practice)
        self._open_floor(secrets)
        self._wind_clocks()
        self._checkpoints = Checkpoints(paths.database, keys.database)

    def _wind_clocks(self) -> None:
        """What looks at the time: whose moment passes, and whether the machine slept meanwhile."""
        desk, writer, clock = self._desk, self._writer, self._clock
        self._keeper = SlaKeeper(
            writer, writer.carry_out, desk.announce, desk.tell_overdue, desk.tell_woken, clock, self._ids,
            lambda: desk.agent,
        )  # fmt: skip
        self._watch = ClockWatch(clock, SLEEP_WATCH)

    def _open_floor(self, secrets: SealedSecrets) -> None:
        """What looks at the shops' lanes from outside, or works beside them."""
        writer, clock = self._writer, self._clock
        self.floor = FloorDesk(writer, self._lanes, self.supervisor.poke, self._practice.connect)
        self._reading = ReadTeller(writer, self._lanes.way_out, clock)
        self._ends = LoginEnds(writer, secrets, clock)

    def start(self) -> None:
        """Starts the lanes of every shop."""
        self._practice.tidy()
        self.supervisor.refresh()

    def close(self) -> None:
        """Ends lanes, worker and practice town."""
        self._closing.set()
        self._worker.close()
        self.supervisor.close()
        self._care.end()
        self._practice.close()

    def refresh_later(self) -> None:
        """Shops or logins changed: lanes follow, on a thread that may wait."""
        self._desk.background(self.supervisor.refresh)

    def note_damage(self) -> None:
        """A place of the file cannot be read: nothing is sent any more."""
        self._care.note_damage()

    def poke_sending(self) -> None:
        """A reply was queued, released or decided."""
        self.supervisor.poke("send:")

    def committed(self) -> None:
        """Something was written: now and then the database's log is looked at."""
        if self._checkpoints.due(self._clock.monotonic()):
            self.supervisor.poke("log")

    def open_practice(self) -> None:
        """Starts the practice town and connects its shops."""
        self._practice.open_all()

    def was_read(self, conversations: Iterable[ConversationId]) -> None:
        """An agent has read these: their platforms may hear of it."""
        self._reading.has_read(conversations)
        self.supervisor.poke("reading")

    def facts(self) -> Mapping[str, Field]:
        """Versions, counts and states for support: no name, no address, no text."""
        from app.services.housekeeping import facts_for_support

        return self._writer.run(
            lambda work: facts_for_support(work, self._paths, self.supervisor.names(), self._worker.restarts)
        )

    # --- lanes --------------------------------------------------------------------------------------------------

    def _wanted(self) -> Mapping[str, LanePlan]:
        who = self._writer.run(roster)
        self._channels = frozenset(
            [shop.channel for shop in who.shops] + [login.channel for login in who.logins.values()]
        )
        plans = {
            "care": LanePlan("", lambda: (self._care, lambda: None), network=False),
            "sla": LanePlan("", self._sla, network=False),
            "log": LanePlan("", lambda: (self._checkpoints, lambda: None), network=False),
            "pictures": LanePlan("", self._pictures),
            "reading": LanePlan("", lambda: (self._reading.opened(), self._reading.interrupt)),
        }
        for login in who.logins.values():
            shops = " ".join(str(shop.id) for shop in who.shops_of(login.id))
            stamp = stamp_of(login, self._generations.get(login.id, 0)) + shops
            plans[f"receive:{login.id}"] = LanePlan(stamp, self._receive(login, who))
        for shop in who.shops:
            stamps = [stamp_of(one, self._generations.get(one.id, 0)) for one in who.logins_of(shop).values()]
            plans[f"send:{shop.id}"] = LanePlan(
                f"{sorted(shop.settings.items())} {stamps}", self._sending(shop, who)
            )
        return plans

    def _receive(self, login: Login, who: Roster) -> Callable[[], tuple[Round, Callable[[], None]]]:
        def open_lane() -> tuple[Round, Callable[[], None]]:
            round_ = self._lanes.receive(login, who)
            return round_, round_.interrupt

        return open_lane

    def _sending(self, shop: Shop, who: Roster) -> Callable[[], tuple[Round, Callable[[], None]]]:
        return lambda: self._lanes.sending(shop, who)

    def _sla(self) -> tuple[Round, Callable[[], None]]:
        def round_() -> float:
            if self._watch.look() is not None:
                self._after_sleep()
            self._ends.step()
            return min(self._keeper.step(), SLEEP_WATCH).total_seconds()

        return round_, lambda: None

    def _pictures(self) -> tuple[Round, Callable[[], None]]:
        round_ = PictureRound(self._writer, self._blobs, self._lanes.fetch, self._crowded)
        return round_, round_.interrupt

    def _refusing(self, wrong_by: timedelta) -> tuple[str, ...]:
        """Channels of working shops that turn away requests stamped with so wrong a time."""
        known = {channel: manifest_of(channel).signed_within for channel in sorted(self._channels)}
        return tuple(channel for channel, within in known.items() if within is not None and wrong_by > within)

    def _after_sleep(self) -> None:
        self._clock_check.forget()
        for desk in list(self._lanes.sync.values()):
            desk.after_sleep()
        self.supervisor.poke("receive:")

    def _may_receive(self) -> bool:
        return not self.supervisor.offline and room(self._paths.folder) < DiskRoom.NO_POLLING

    def _crowded(self) -> bool:
        return room(self._paths.folder) >= DiskRoom.NO_FILES

    def _shop_lanes(self) -> Lanes:
        return Lanes(
            changed=self._changed,
            sync_now=self._sync_now,
            cancel_backfill=self._cancel_backfill,
            retry_quarantined=self._quarantine.retry,
            quarantined_raw=self._quarantine.raw,
            dismiss_quarantined=self._quarantine.dismiss,
            shop_joined=self._quarantine.shop_joined,
        )

    def _changed(self, login: LoginId | None = None) -> None:
        if login is not None:
            self._generations[login] = self._generations.get(login, 0) + 1
        self._ends.look_soon()
        self.supervisor.refresh()

    def _sync_now(self) -> None:
        for desk in list(self._lanes.sync.values()):
            desk.sync_now()
        for sending in list(self._lanes.send.values()):
            sending.resume()
        self.supervisor.poke()

    def _cancel_backfill(self, login: LoginId) -> None:
        if login in self._lanes.sync:
            self._lanes.sync[login].cancel_backfill()

    # --- small parts --------------------------------------------------------------------------------------------

    def _file_desk(self, opened: Path) -> FileDesk:
        return FileDesk(
            self._writer, self._blobs, self._worker, self._ids, lambda: self._desk.agent, self._writer.carry_out,
            lambda shop, url: self._lanes.fetch(shop, url), lambda place: fetch_again(place, self._tools, self._writer),
            opened,
        )  # fmt: skip


def _open_browser(url: str) -> None:
    """The system's browser; consent pages never open inside the program."""
    from webbrowser import open as open_page

    open_page(url)
