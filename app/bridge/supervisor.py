"""Starts and ends lanes as shops and logins come, go, pause and change; at the end nothing is left running."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from app.bridge.lane import Lane, Round
from app.host.log import EventLog

_log = EventLog("supervisor")


@dataclass(frozen=True, slots=True)
class LanePlan:
    """One lane that should run. A different `stamp` means that it must be started anew."""

    stamp: str
    open: Callable[[], tuple[Round, Callable[[], None]]]
    """called on the supervisor's caller: makes the round, and what interrupts it"""
    network: bool = True
    """ends while the desk is offline"""


@dataclass(frozen=True, slots=True)
class _Running:
    stamp: str
    lane: Lane


class Supervisor:
    """Holds all lanes by name. `refresh` may be called from any thread that may wait, never from the UI thread."""

    def __init__(self, wanted: Callable[[], Mapping[str, LanePlan]]) -> None:
        self._wanted = wanted
        self._running: dict[str, _Running] = {}
        self._lock = Lock()
        self._offline = False
        self._closed = False

    def refresh(self) -> None:
        """Brings the running lanes in line with what is wanted now."""
        with self._lock:
            if self._closed:
                return
            wanted = {
                name: plan for name, plan in self._wanted().items() if not (self._offline and plan.network)
            }
            ending = [
                name
                for name, one in self._running.items()
                if name not in wanted or wanted[name].stamp != one.stamp
            ]
            self._end(ending)
            for name, plan in wanted.items():
                if name not in self._running:
                    self._start(name, plan)

    def poke(self, beginning: str = "") -> None:
        """Wakes every lane whose name begins so; from any thread."""
        for name, one in list(self._running.items()):
            if name.startswith(beginning):
                one.lane.poke()

    def set_offline(self, offline: bool) -> None:
        """Ends every lane that needs the network, or lets them run again."""
        self._offline = offline
        self.refresh()

    @property
    def offline(self) -> bool:
        """Whether the agent has switched the network off."""
        return self._offline

    def names(self) -> tuple[str, ...]:
        """Lanes that run now."""
        return tuple(sorted(self._running))

    def close(self) -> None:
        """Ends everything and waits for it."""
        with self._lock:
            self._closed = True
            self._end(list(self._running))

    def _start(self, name: str, plan: LanePlan) -> None:
        round_, interrupt = plan.open()
        lane = Lane(name, round_, interrupt)
        self._running[name] = _Running(plan.stamp, lane)
        lane.start()
        _log.event("lane_started", lane=name)

    def _end(self, names: list[str]) -> None:
        for name in names:
            self._running[name].lane.end()
        for name in names:
            self._running.pop(name).lane.wait()
            _log.event("lane_ended", lane=name)
