"""What the acts of a day have in common: the seat, what the town knows, and small questions about the screen."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.screen.seat import NotSeenError, Seat, Seen

Told = dict[str, Any]


class Acts:
    """One person at one seat."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.cut: set[str] = set()

    def acts(self) -> Iterator[Callable[[], object]]:
        """In the order of a day."""
        raise NotImplementedError

    def run(self) -> bool:
        """True when every act could be done."""
        for act in self.acts():
            name = act.__name__
            try:
                found = act()
            except (NotSeenError, AssertionError) as error:
                self.say(name, done=False, why=str(error)[:600])
                return False
            picture = self.seat.picture(name)
            self.say(name, done=True, found=found, picture=picture.name, cut=self.newly_cut())
        return True

    def say(self, act: str, **values: object) -> None:
        line = {"sight": str(self.seat.sight), "act": act, **values}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def newly_cut(self) -> list[str]:
        """Words that do not fit where they stand, each told once a day."""
        cut = {each["text"][:60] for each in self.seat.look()["words"] if each["cut"]}
        fresh = sorted(cut - self.cut)
        self.cut |= cut
        return fresh

    def list_has_keys(self, seen: Seen) -> bool:
        return "InboxList" in seen["focus"]

    def start_of(self, key: str, hole: str) -> str:
        """The words before the first value."""
        name = hole.strip("{}")
        return self.seat.word(key, **{name: "\0"}).split("\0")[0]

    def truth(self, row: Told) -> Told:
        """What the town knows about a row's newest words."""
        written = [
            told
            for told in self.seat.ask_town("written")
            if told["text"][:30] in row["says"] and told["text"]
        ]
        assert written, f"nobody wrote {row['says']}"
        found: Told = written[-1]
        return found

    def got(self, text: str) -> int:
        """How often customers received these words."""
        words = " ".join(text.split())
        return sum(1 for one in self.seat.ask_town("received") if words in " ".join(one["text"].split()))

    def go_to_mail(self) -> Told:
        """Down the list to a question that came by mail."""
        mail = self.seat.word("channel.email")
        for _ in range(12):
            row: Told = self.seat.until("a current row", any_current)
            if f" {mail}," in row["says"]:
                return row
            self.seat.press("j")
        raise NotSeenError("no mail in the first rows")

    def close_drawer(self) -> None:
        if self.seat.sight.width < 1180 * self.seat.sight.scale / 100:
            self.seat.press("ctrl+i")

    def shops(self) -> list[Told]:
        words = self.seat.look()["words"]
        heading = next(
            (each["place"][1] for each in words if each["text"] == self.seat.word("views.shops")), None
        )
        if heading is None:
            return []
        items = [each for each in words if each["kind"] == "PaneItem" and each["place"][1] > heading]
        return sorted(items, key=lambda each: int(each["place"][1]))


def mine(seen: Seen) -> int:
    """How many are mine, as the window's title says."""
    title = str(seen["title"])
    return int(title[1 : title.index(")")]) if title.startswith("(") else 0


def current(seen: Seen, number: int) -> Told | None:
    return next((row for row in seen["rows"] if row["current"] and row["number"] == number), None)


def any_current(seen: Seen) -> Told | None:
    return next((row for row in seen["rows"] if row["current"]), None)


def says(seen: Seen, kind: str, text: str) -> str | None:
    """The words of a widget of this kind that hold a text."""
    plain = " ".join(text.split())
    words = (each["text"] for each in seen["words"] if each["kind"] == kind)
    return next((each for each in words if each and plain in " ".join(each.split())), None)


def says_any(seen: Seen, text: str) -> bool:
    return any(text in each["text"] for each in seen["words"])
