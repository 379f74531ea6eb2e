"""One day at the desk, act by act: done with keys and mouse, proven by what is seen and what customers got."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.screen.seat import NotSeenError, Seat, Seen

NEWS = "Bitte stornieren Sie doch nicht!"
OFFLINE_REPLY = "Thank you, a new one leaves our warehouse today."
SECOND_REPLY = "Thank you, we are looking into it."
SETTLED = 12
"""looks without a change after which the morning's mail is in"""
RESOLVED = 10
Told = dict[str, Any]


class Workday:
    """Goes through the acts in order; each one leaves a picture and one line of JSON."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.first: Told = {}
        """the town's own record of the most urgent question"""
        self.second: Told = {}
        self.answer = ""
        self.cut: set[str] = set()

    def acts(self) -> Iterator[Callable[[], object]]:
        """In the order of a day."""
        yield from (
            self.morning,
            self.most_urgent,
            self.reads,
            self.sees_its_order,
            self.answers_with_a_template,
        )
        yield from (
            self.takes_it_back,
            self.answers_again,
            self.works_offline,
            self.reconnects,
            self.handles_the_held,
        )
        yield from (self.resolves_ten, self.moves_by_letters, self.asks_by_letters, self.ticks, self.searches)
        yield from (
            self.sends_and_resolves,
            self.uses_the_mouse,
            self.nobody_got_it_twice,
            self.types_chinese,
        )

    def run(self) -> bool:
        """True when every act could be done."""
        for act in self.acts():
            name = act.__name__
            try:
                found = act()
            except (NotSeenError, AssertionError) as error:
                self._say(name, done=False, why=str(error)[:600])
                return False
            picture = self.seat.picture(name)
            self._say(name, done=True, found=found, picture=picture.name, cut=self._newly_cut())
        return True

    # --- the acts the issue names -----------------------------------------------------------------------------------

    def morning(self) -> object:
        """The mail of the night is in."""
        before, still = -1, 0
        while still < SETTLED:
            seen = self.seat.look()
            count = _mine(seen)
            still = still + 1 if count == before and count > 0 and self._list_has_keys(seen) else 0
            before = count
            self.seat.rest(0.5)
        return before

    def most_urgent(self) -> object:
        """G I begins at the top; down and up again by letters: the first row is the one that hurts most."""
        self.seat.press("g", "i")
        self.seat.until("the first row", lambda seen: _current(seen, 0) and self._list_has_keys(seen))
        self.seat.press("j", "j", "k", "k")
        row = self.seat.until("the first row", lambda seen: _current(seen, 0))
        self.first = self._truth(row)
        return self.first["customer_name"]

    def reads(self) -> object:
        """Enter moves the keys into the conversation; the words stand there whole."""
        self.seat.press("Return")
        words = self.first["text"]
        self.seat.until("the question's words", lambda seen: _says(seen, "TextBody", words[:40]))
        return len(words)

    def sees_its_order(self) -> object:
        """The order stands beside it, or comes with Ctrl+I where there is no room."""
        order = self.first["order"]
        if not _says(self.seat.look(), "Ladder", ""):
            self.seat.press("ctrl+i")
        self.seat.until("the way of the parcel", lambda seen: _says(seen, "Ladder", ""))
        self.seat.until("the order's number", lambda seen: _says(seen, "Shortened", order))
        return order

    def answers_with_a_template(self) -> object:
        """R, slash, Enter, Ctrl+Enter."""
        self._close_drawer()
        self.seat.press("r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.press("slash")
        self.seat.until("the templates", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.picture("templates")
        self.seat.press("Return")
        self.answer = self.seat.until("the template's words", lambda seen: _says(seen, "ReplyEdit", ""))
        assert "{{" not in self.answer, "a blank was left"
        self.seat.press("ctrl+Return")
        self.seat.until(
            "the reply waits", lambda seen: _says_any(seen, self._start_of("undo.reply", "{seconds}"))
        )
        self.seat.until(
            "the outbox counts it", lambda seen: _says_any(seen, self.seat.word("status.bar.outbox", n=1))
        )
        return self.answer[:40]

    def takes_it_back(self) -> object:
        """Z: the words are a draft again and nobody got them."""
        self.seat.press("z")
        self.seat.until(
            "nothing waits", lambda seen: _says_any(seen, self.seat.word("status.bar.outbox", n=0))
        )
        self.seat.until("the draft", lambda seen: _says(seen, "ReplyEdit", self.answer[:20]))
        assert self._got(self.answer) == 0
        return 0

    def answers_again(self) -> object:
        """R and Ctrl+Enter; ten seconds later the customer has it once."""
        self.seat.press("r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.press("ctrl+Return")
        self.seat.until(
            "the reply waits", lambda seen: _says_any(seen, self.seat.word("status.bar.outbox", n=1))
        )
        self.seat.until("the customer has it", lambda seen: self._got(self.answer))
        self.seat.until(
            "nothing waits", lambda seen: _says_any(seen, self.seat.word("status.bar.outbox", n=0))
        )
        assert self._got(self.answer) == 1
        return 1

    def works_offline(self) -> object:
        """The line is cut with the mouse; the next reply waits, and its customer writes again meanwhile."""
        self.seat.click(self.seat.word("status.bar.online"))
        self.seat.until("offline", lambda seen: _says_any(seen, self.seat.word("banner.offline")))
        self.seat.press("g", "i")
        self.second = self._truth(self._go_to_mail())
        self.seat.press("r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.type(OFFLINE_REPLY)
        self.seat.until("the words", lambda seen: _says(seen, "ReplyEdit", OFFLINE_REPLY))
        self.seat.press("ctrl+Return")
        self.seat.until(
            "the reply waits", lambda seen: _says_any(seen, self.seat.word("status.bar.outbox", n=1))
        )
        assert self._got(OFFLINE_REPLY) == 0
        return self.second["customer_name"]

    def reconnects(self) -> object:
        """The customer wrote meanwhile, so the reply is held instead of sent."""
        self.seat.tell_town("say", conversation=self.second["conversation"], text=NEWS)
        self.seat.rest(11)  # until the time to take the reply back is over
        self.seat.click(self.seat.word("banner.offline_button"))
        self.seat.until("held", lambda seen: _says_any(seen, self.seat.word("banner.held", n=1)))
        assert self._got(OFFLINE_REPLY) == 0
        return NEWS

    def handles_the_held(self) -> object:
        """G O shows it; its customer's news is read in the conversation, then it leaves as it stands."""
        self.seat.press("Escape", "g", "o")
        self.seat.until("the outbox", lambda seen: _says_any(seen, OFFLINE_REPLY))
        self.seat.picture("outbox")
        self.seat.click(self.seat.word("held.release"))
        self.seat.until("the customer has it", lambda seen: self._got(OFFLINE_REPLY))
        self.seat.until(
            "nothing waits", lambda seen: _says_any(seen, self.seat.word("status.bar.outbox", n=0))
        )
        assert self._got(OFFLINE_REPLY) == 1
        return 1

    def resolves_ten(self) -> object:
        """E, ten times; the next row is current each time."""
        self.seat.press("g", "i")
        self.seat.until("the list", self._list_has_keys)
        self.seat.press("j")
        before = self.seat.until("a current row", lambda seen: _mine(seen) if _any_current(seen) else 0)
        for number in range(1, RESOLVED + 1):
            self.seat.press("e")
            wanted = before - number
            self.seat.until(
                f"{wanted} left", lambda seen, wanted=wanted: _mine(seen) == wanted and _any_current(seen)
            )
        return before - RESOLVED

    # --- every key --------------------------------------------------------------------------------------------------

    def moves_by_letters(self) -> object:
        """G and a letter go to each view; the chord's hint stands in the status bar."""
        for letter, kind in (("u", "unassigned"), ("d", "due_soon"), ("i", "mine")):
            self.seat.press("g")
            self.seat.until("the hint", lambda seen: _says_any(seen, self._start_of("keys.hint", "{keys}")))
            self.seat.press(letter)
            self.seat.until(
                kind, lambda seen, kind=kind: _says(seen, "QLabel", self.seat.word(f"view.{kind}"))
            )
        return "U D I"

    def asks_by_letters(self) -> object:
        """S, A, T, B, Ctrl+K, ?: each opens its box, Escape closes it and gives the keys back."""
        self.seat.press("j")
        boxes = {"s": "ChoicePopup", "a": "ChoicePopup", "t": "ChoicePopup", "b": "ChoicePopup",
                 "shift+e": "ChoicePopup", "ctrl+k": "ChoicePopup", "question": "KeyHelp"}  # fmt: skip
        for key, box in boxes.items():
            self.seat.press(key)
            over = self.seat.until(f"a box for {key}", lambda seen: seen["over"])
            assert box in over, f"{key} opened {over}"
            self.seat.picture(f"box-{key.replace('+', '-')}")
            self.seat.press("Escape")
            self.seat.until(
                f"the box of {key} gone", lambda seen: not seen["over"] and self._list_has_keys(seen)
            )
        return list(boxes)

    def ticks(self) -> object:
        """X, Shift+X, * A, Escape."""
        ticked = self.seat.word("row.say.ticked")

        def count(seen: Seen) -> int:
            return sum(1 for row in seen["rows"] if row["says"].startswith(ticked))

        self.seat.press("x")
        self.seat.until("one ticked", lambda seen: count(seen) == 1)
        self.seat.press("j", "j", "shift+x")
        self.seat.until("three ticked", lambda seen: count(seen) == 3)
        self.seat.picture("three-ticked")
        self.seat.press("asterisk", "a")
        self.seat.until("all ticked", lambda seen: count(seen) == len(seen["rows"]) > 3)
        self.seat.picture("all-ticked")
        self.seat.press("Escape")
        self.seat.until("none ticked", lambda seen: count(seen) == 0)
        return 3

    def searches(self) -> object:
        """The Chinese key 、 opens the search as / does; what is not found here is found among all; Escape leaves."""
        self.seat.press("U3001")
        self.seat.until("the search", lambda seen: "SearchField" in seen["focus"])
        self.seat.type("Maria")
        self.seat.press("Return")
        self.seat.until("nothing here", lambda seen: _says_any(seen, self.seat.word("search.nothing")))
        self.seat.until("the keys beside it", lambda seen: "EmptyList" in seen["focus"])
        self.seat.picture("nothing-found")
        self.seat.click(self.seat.word("search.everywhere"))
        self.seat.until("what was found", lambda seen: seen["rows"] and "Maria" in seen["rows"][0]["says"])
        self.seat.picture("found")
        self.seat.press("g", "i")
        self.seat.until("the list", lambda seen: self._list_has_keys(seen) and len(seen["rows"]) > 1)
        return "Maria"

    def types_chinese(self) -> object:
        """？ shows the keys; in the reply ｛｛ offers the blanks and 、 the templates."""
        self.seat.press("Uff1f")
        self.seat.until("the keys", lambda seen: "KeyHelp" in seen["over"] and "QTreeWidget" in seen["focus"])
        self.seat.press("Escape")
        self.seat.until("the list", self._list_has_keys)
        self.seat.press("j", "r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.press("U3001")
        self.seat.until("the templates", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.press("Escape")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.press("BackSpace", "Uff5b", "Uff5b")
        self.seat.until("the blanks", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.picture("blanks")
        self.seat.press("Escape")
        self.seat.press("ctrl+a", "BackSpace")
        return "？、｛｛"

    def sends_and_resolves(self) -> object:
        """A note with N, then Ctrl+Shift+Enter on a reply."""
        self.seat.press("Escape", "n")
        self.seat.until("the cursor in the note", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.type("Ask the warehouse.")
        self.seat.picture("note")
        self.seat.press("ctrl+Return")
        self.seat.until("the note", lambda seen: _says_any(seen, self.seat.word("note.title")))
        self.seat.press("r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.type(SECOND_REPLY)
        before = _mine(self.seat.look())
        self.seat.press("ctrl+shift+Return")
        self.seat.until("one less", lambda seen: _mine(seen) == before - 1)
        self.seat.until("the customer has it", lambda seen: self._got(SECOND_REPLY))
        return 1

    def uses_the_mouse(self) -> object:
        """A right click opens the row's menu; a shop is dragged above another."""
        row = self.seat.until("a second row", lambda seen: seen["rows"][1:] and seen["rows"][1])
        self.seat.click_at(row["place"], button=3)
        self.seat.until("the menu", lambda seen: "QMenu" in seen["over"])
        self.seat.picture("row-menu")
        self.seat.press("Escape")
        self.seat.until("the menu gone", lambda seen: not seen["over"])
        shops = self._shops()
        if len(shops) > 2:
            self.seat.drag(shops[2]["place"], shops[0]["place"])
            self.seat.until("the shop's new place", lambda seen: self._shops()[0]["text"] == shops[2]["text"])
        return [each["text"] for each in self._shops()]

    def nobody_got_it_twice(self) -> object:
        """What the town remembers of the whole day."""
        doubles = self.seat.ask_town("doubles")
        assert doubles == [], doubles
        return [self._got(text) for text in (self.answer, OFFLINE_REPLY, SECOND_REPLY)]

    # --- small things -----------------------------------------------------------------------------------------------

    def _say(self, act: str, **values: object) -> None:
        line = {"sight": str(self.seat.sight), "act": act, **values}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def _newly_cut(self) -> list[str]:
        """Words that do not fit where they stand, each told once a day."""
        cut = {each["text"][:60] for each in self.seat.look()["words"] if each["cut"]}
        fresh = sorted(cut - self.cut)
        self.cut |= cut
        return fresh

    def _list_has_keys(self, seen: Seen) -> bool:
        return "InboxList" in seen["focus"]

    def _start_of(self, key: str, hole: str) -> str:
        """The words before the first value."""
        name = hole.strip("{}")
        return self.seat.word(key, **{name: "\0"}).split("\0")[0]

    def _truth(self, row: Told) -> Told:
        """What the town knows about a row's newest words."""
        written = [
            told
            for told in self.seat.ask_town("written")
            if told["text"][:30] in row["says"] and told["text"]
        ]
        assert written, f"nobody wrote {row['says']}"
        found: Told = written[-1]
        return found

    def _got(self, text: str) -> int:
        """How often customers received these words."""
        words = " ".join(text.split())
        return sum(1 for one in self.seat.ask_town("received") if words in " ".join(one["text"].split()))

    def _go_to_mail(self) -> Told:
        """Down the list to a question that came by mail."""
        mail = self.seat.word("channel.email")
        for _ in range(12):
            row: Told = self.seat.until("a current row", _any_current)
            if f" {mail}," in row["says"]:
                return row
            self.seat.press("j")
        raise NotSeenError("no mail in the first rows")

    def _close_drawer(self) -> None:
        if self.seat.sight.width < 1180 * self.seat.sight.scale / 100:
            self.seat.press("ctrl+i")

    def _shops(self) -> list[Told]:
        words = self.seat.look()["words"]
        heading = next(
            (each["place"][1] for each in words if each["text"] == self.seat.word("views.shops")), None
        )
        if heading is None:
            return []
        items = [each for each in words if each["kind"] == "PaneItem" and each["place"][1] > heading]
        return sorted(items, key=lambda each: int(each["place"][1]))


def _mine(seen: Seen) -> int:
    """How many are mine, as the window's title says."""
    title = str(seen["title"])
    return int(title[1 : title.index(")")]) if title.startswith("(") else 0


def _current(seen: Seen, number: int) -> Told | None:
    return next((row for row in seen["rows"] if row["current"] and row["number"] == number), None)


def _any_current(seen: Seen) -> Told | None:
    return next((row for row in seen["rows"] if row["current"]), None)


def _says(seen: Seen, kind: str, text: str) -> str | None:
    """The words of a widget of this kind that hold a text."""
    plain = " ".join(text.split())
    words = (each["text"] for each in seen["words"] if each["kind"] == kind)
    return next((each for each in words if each and plain in " ".join(each.split())), None)


def _says_any(seen: Seen, text: str) -> bool:
    return any(text in each["text"] for each in seen["words"])
