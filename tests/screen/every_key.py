"""Every key of the register, pressed once in the course of a day: moving, asking, ticking, searching, places."""

from tests.screen.acts import Acts, Told, any_current, current, mine, says, says_any
from tests.screen.seat import NotSeenError, Seen

TAG = "spare-part"
STILL = 1.5
"""longer than a conversation must stand open to count as read"""


class EveryKey(Acts):
    """Acts that leave the day's work as they found it."""

    def moves_by_letters(self) -> object:
        """G and a letter go to each view; the chord's hint stands in the status bar."""
        self.seat.press("g")
        self.seat.until("the hint", lambda seen: says_any(seen, self.start_of("keys.hint", "{keys}")))
        self.seat.press("Escape")
        for letter, kind in (("u", "unassigned"), ("d", "due_soon"), ("i", "mine")):
            self.seat.press("g", letter)
            self.seat.until(
                kind, lambda seen, kind=kind: says(seen, "QLabel", self.seat.word(f"view.{kind}"))
            )
        return "U D I"

    def asks_by_letters(self) -> object:
        """S, A, T, B, Ctrl+K, ?: each opens its box, Escape closes it and gives the keys back."""
        self.seat.press("j")
        boxes = {"s": "ChoicePopup", "a": "ChoicePopup", "t": "ChoicePopup", "b": "ChoicePopup",
                 "shift+e": "ChoicePopup", "ctrl+k": "ChoicePopup", "question": "KeyHelp"}  # fmt: skip
        for key, box in boxes.items():
            self.seat.press(key)
            over = self.seat.until(
                f"a box for {key}", lambda seen: not self.list_has_keys(seen) and seen["over"]
            )
            assert box in over, f"{key} opened {over}"
            self.seat.picture(f"box-{key.replace('+', '-')}")
            self.seat.press("Escape")
            self.seat.until(
                f"the box of {key} gone", lambda seen: not seen["over"] and self.list_has_keys(seen)
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
        self.seat.until("nothing here", lambda seen: says_any(seen, self.seat.word("search.nothing")))
        self.seat.until("the keys beside it", lambda seen: "EmptyList" in seen["focus"])
        self.seat.picture("nothing-found")
        self.seat.click(self.seat.word("search.everywhere"))
        self.seat.until("what was found", lambda seen: seen["rows"] and "Maria" in seen["rows"][0]["says"])
        self.seat.picture("found")
        self.seat.press("g", "i")
        self.seat.until("the list", lambda seen: self.list_has_keys(seen) and len(seen["rows"]) > 1)
        return "Maria"

    def types_chinese(self) -> object:
        """？ shows the keys; in the reply ｛｛ and {{ offer the blanks and 、 the templates."""
        self.seat.press("Uff1f")
        self.seat.until("the keys", lambda seen: "KeyHelp" in seen["over"] and "QTreeWidget" in seen["focus"])
        self.seat.picture("keys")
        self.seat.press("Escape")
        self.seat.until("the list", lambda seen: not seen["over"] and self.list_has_keys(seen))
        self.seat.press("j", "r")
        self.writes()
        self.seat.press("U3001")
        self.seat.until("the templates", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.press("Escape")
        self.writes()
        for brace in ("Uff5b", "braceleft"):
            self.seat.press("ctrl+a", "BackSpace", brace, brace)
            self.seat.until("the blanks", lambda seen: "ChoicePopup" in seen["over"])
            self.seat.picture(f"blanks-{brace}")
            self.seat.press("Escape")
            self.writes()
        self.seat.press("ctrl+a", "BackSpace", "Escape")
        self.seat.until("the list", self.list_has_keys)
        return "？、｛｛{{"

    def gives_away_and_takes(self) -> object:
        """A gives it to nobody, G U finds it there, I takes it again."""
        self.begin_with_mine()
        before = mine(self.seat.look())
        words = str(self.truth(self.seat.until("a current row", any_current))["text"])[:30]
        self.seat.press("a")
        self.seat.click(self.seat.word("popup.nobody"))
        self.seat.until("one less", lambda seen: mine(seen) == before - 1)
        self.seat.press("g", "u")
        self.go_down_to(words)
        self.seat.picture("unassigned")
        self.seat.press("i")
        self.seat.until("mine again", lambda seen: mine(seen) == before)
        return before

    def tags(self) -> object:
        """T and a new word, Shift+T and the word again."""
        self.begin_with_mine()
        self.seat.press("t")
        self.seat.until("the box", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.type(TAG)
        self.seat.press("Return")
        self.seat.until("the tag", lambda seen: self.current_says(seen, TAG))
        self.seat.picture("tagged")
        self.seat.press("shift+t")
        self.seat.until("the box", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.type(TAG)
        self.seat.press("Return")
        self.seat.until("no tag", lambda seen: any_current(seen) and not self.current_says(seen, TAG))
        return TAG

    def keeps_unread(self) -> object:
        """A row that is skimmed keeps its dot; one that is read loses it; U brings it back for good."""
        self.begin_with_mine()
        dot = self.seat.word("row.say.unread")
        self.seat.until("read", lambda seen: any_current(seen) and not self.current_says(seen, dot))
        self.seat.press("u")
        self.seat.until("unread again", lambda seen: self.current_says(seen, dot))
        self.seat.rest(STILL)
        assert self.current_says(self.seat.look(), dot)
        self.seat.press("j", "k", "j")
        self.seat.press("k")
        self.seat.until("read again", lambda seen: any_current(seen) and not self.current_says(seen, dot))
        return dot

    def looks_around(self) -> object:
        """M says what it needs, F5 looks for mail, Ctrl+2, Ctrl+3 and Ctrl+1 change the place, G O the outbox."""
        self.begin_with_mine()
        self.seat.press("m")
        self.seat.until("what M needs", lambda seen: says_any(seen, self.seat.word("done.merge_needs_two")))
        self.seat.press("F5")
        for key, place in (("ctrl+2", "TemplatesPage"), ("ctrl+3", "ShopsPage"), ("ctrl+1", "InboxPage")):
            self.seat.press(key)
            self.seat.until(place, lambda seen, place=place: seen["stands"] == place)
            self.seat.rest(0.5)
            self.seat.picture(place)
        self.seat.press("g", "o")
        self.seat.until("the outbox", lambda seen: "OutboxPage" in seen["focus"])
        self.seat.until("it is empty", lambda seen: says_any(seen, self.seat.word("outbox.empty")))
        self.seat.picture("outbox-empty")
        self.begin_with_mine()
        return "M F5 Ctrl+1 Ctrl+2 Ctrl+3 G O"

    # --- small steps ------------------------------------------------------------------------------------------------

    def begin_with_mine(self) -> None:
        """G I: the keys are in the list, its first row is current."""
        self.seat.press("g", "i")
        self.seat.until("my list", lambda seen: self.list_has_keys(seen) and current(seen, 0))

    def writes(self) -> None:
        """Until the cursor stands in the composer."""
        self.seat.until("the cursor", lambda seen: "ReplyEdit" in seen["focus"] and not seen["over"])

    def current_says(self, seen: Seen, text: str) -> bool:
        row = any_current(seen)
        return row is not None and text in row["says"]

    def go_down_to(self, words: str) -> Told:
        """J until the row with these words is current."""
        for _ in range(60):
            row: Told = self.seat.until("a current row", any_current)
            if words in row["says"]:
                return row
            self.seat.press("j")
        raise NotSeenError(f"no row says {words}")
