"""One day at the desk, act by act: done with keys and mouse, proven by what is seen and what customers got."""

from collections.abc import Callable, Iterator

from tests.screen.acts import Told, any_current, current, mine, says, says_any
from tests.screen.every_key import EveryKey
from tests.screen.seat import Seat

NEWS = "Bitte stornieren Sie doch nicht!"
OFFLINE_REPLY = "Thank you, a new one leaves our warehouse today."
SECOND_REPLY = "Thank you, we are looking into it."
SETTLED = 12
"""looks without a change after which the morning's mail is in"""
RESOLVED = 10


class Workday(EveryKey):
    """Goes through the acts in order; each one leaves a picture and one line of JSON."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.first: Told = {}
        """the town's own record of the most urgent question"""
        self.second: Told = {}
        self.answer = ""

    def acts(self) -> Iterator[Callable[[], object]]:
        """In the order of a day."""
        yield from (self.morning, self.most_urgent, self.reads, self.sees_its_order)
        yield from (self.answers_with_a_template, self.takes_it_back, self.answers_again)
        yield from (self.works_offline, self.reconnects, self.handles_the_held, self.resolves_ten)
        yield from (
            self.moves_by_letters,
            self.asks_by_letters,
            self.ticks,
            self.searches,
            self.types_chinese,
        )
        yield from (self.gives_away_and_takes, self.tags, self.keeps_unread, self.looks_around)
        yield from (self.sends_and_resolves, self.uses_the_mouse, self.nobody_got_it_twice)

    # --- the acts the issue names -----------------------------------------------------------------------------------

    def morning(self) -> object:
        """The mail of the night is in."""
        before, still = -1, 0
        while still < SETTLED:
            seen = self.seat.look()
            count = mine(seen)
            still = still + 1 if count == before and count > 0 and self.list_has_keys(seen) else 0
            before = count
            self.seat.rest(0.5)
        return before

    def most_urgent(self) -> object:
        """G I begins at the top; down and up again by letters: the first row is the one that hurts most."""
        self.seat.press("g", "i")
        self.seat.until("the first row", lambda seen: current(seen, 0) and self.list_has_keys(seen))
        self.seat.press("j", "j", "k", "k")
        row = self.seat.until("the first row", lambda seen: current(seen, 0))
        self.first = self.truth(row)
        return self.first["customer_name"]

    def reads(self) -> object:
        """Enter moves the keys into the conversation; the words stand there whole."""
        self.seat.press("Return")
        words = self.first["text"]
        self.seat.until("the question's words", lambda seen: says(seen, "TextBody", words[:40]))
        return len(words)

    def sees_its_order(self) -> object:
        """The order stands beside it, or comes with Ctrl+I where there is no room."""
        order = self.first["order"]
        if not says(self.seat.look(), "Ladder", ""):
            self.seat.press("ctrl+i")
        self.seat.until("the way of the parcel", lambda seen: says(seen, "Ladder", ""))
        self.seat.until("the order's number", lambda seen: says(seen, "Shortened", order))
        return order

    def answers_with_a_template(self) -> object:
        """R, slash, Enter, Ctrl+Enter."""
        self.close_drawer()
        self.seat.press("r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.press("slash")
        self.seat.until("the templates", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.picture("templates")
        self.seat.press("Return")
        self.answer = self.seat.until("the template's words", lambda seen: says(seen, "ReplyEdit", ""))
        assert "{{" not in self.answer, "a blank was left"
        self.seat.press("ctrl+Return")
        self.seat.until(
            "the reply waits", lambda seen: says_any(seen, self.start_of("undo.reply", "{seconds}"))
        )
        self.seat.until(
            "the outbox counts it", lambda seen: says_any(seen, self.seat.word("status.bar.outbox", n=1))
        )
        return self.answer[:40]

    def takes_it_back(self) -> object:
        """Z: the words are a draft again and nobody got them."""
        self.seat.press("z")
        self.seat.until(
            "nothing waits", lambda seen: says_any(seen, self.seat.word("status.bar.outbox", n=0))
        )
        self.seat.until("the draft", lambda seen: says(seen, "ReplyEdit", self.answer[:20]))
        assert self.got(self.answer) == 0
        return 0

    def answers_again(self) -> object:
        """R and Ctrl+Enter; ten seconds later the customer has it once."""
        self.seat.press("r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.press("ctrl+Return")
        self.seat.until(
            "the reply waits", lambda seen: says_any(seen, self.seat.word("status.bar.outbox", n=1))
        )
        self.seat.until("the customer has it", lambda seen: self.got(self.answer))
        self.seat.until(
            "nothing waits", lambda seen: says_any(seen, self.seat.word("status.bar.outbox", n=0))
        )
        assert self.got(self.answer) == 1
        return 1

    def works_offline(self) -> object:
        """The line is cut with the mouse; the next reply waits, and its customer writes again meanwhile."""
        self.seat.click(self.seat.word("status.bar.online"))
        self.seat.until("offline", lambda seen: says_any(seen, self.seat.word("banner.offline")))
        self.seat.press("g", "i")
        self.second = self.truth(self.go_to_mail())
        self.seat.press("r")
        self.seat.until("the cursor in the reply", lambda seen: "ReplyEdit" in seen["focus"])
        self.seat.type(OFFLINE_REPLY)
        self.seat.until("the words", lambda seen: says(seen, "ReplyEdit", OFFLINE_REPLY))
        self.seat.press("ctrl+Return")
        self.seat.until(
            "the reply waits", lambda seen: says_any(seen, self.seat.word("status.bar.outbox", n=1))
        )
        assert self.got(OFFLINE_REPLY) == 0
        return self.second["customer_name"]

    def reconnects(self) -> object:
        """The customer wrote meanwhile, so the reply is held instead of sent."""
        self.seat.tell_town("say", conversation=self.second["conversation"], text=NEWS)
        self.seat.rest(11)  # until the time to take the reply back is over
        self.seat.click(self.seat.word("banner.offline_button"))
        self.seat.until("held", lambda seen: says_any(seen, self.seat.word("banner.held", n=1)))
        assert self.got(OFFLINE_REPLY) == 0
        return NEWS

    def handles_the_held(self) -> object:
        """G O shows it; its customer's news is read in the conversation, then it leaves as it stands."""
        self.seat.press("Escape", "g", "o")
        self.seat.until("the outbox", lambda seen: says_any(seen, OFFLINE_REPLY))
        self.seat.picture("outbox")
        self.seat.click(self.seat.word("held.release"))
        self.seat.until("the customer has it", lambda seen: self.got(OFFLINE_REPLY))
        self.seat.until(
            "nothing waits", lambda seen: says_any(seen, self.seat.word("status.bar.outbox", n=0))
        )
        assert self.got(OFFLINE_REPLY) == 1
        return 1

    def resolves_ten(self) -> object:
        """E, ten times; the next row is current each time."""
        self.seat.press("g", "i")
        self.seat.until("the list", self.list_has_keys)
        self.seat.press("j")
        before = self.seat.until("a current row", lambda seen: mine(seen) if any_current(seen) else 0)
        for number in range(1, RESOLVED + 1):
            self.seat.press("e")
            wanted = before - number
            self.seat.until(
                f"{wanted} left", lambda seen, wanted=wanted: mine(seen) == wanted and any_current(seen)
            )
        return before - RESOLVED

    # --- the rest of the day ----------------------------------------------------------------------------------------

    def sends_and_resolves(self) -> object:
        """A note with N, then Ctrl+Shift+Enter on a reply."""
        self.begin_with_mine()
        self.seat.press("n")
        self.writes()
        self.seat.type("Ask the warehouse.")
        self.seat.picture("note")
        self.seat.press("ctrl+Return")
        self.seat.until("the note", lambda seen: says_any(seen, self.seat.word("note.title")))
        self.seat.until("the keys in the conversation", lambda seen: "ConversationPane" in seen["focus"])
        self.seat.press("r")
        self.writes()
        self.seat.type(SECOND_REPLY)
        before = mine(self.seat.look())
        self.seat.press("ctrl+shift+Return")
        self.seat.until("one less", lambda seen: mine(seen) == before - 1)
        self.seat.until("the customer has it", lambda seen: self.got(SECOND_REPLY))
        return 1

    def uses_the_mouse(self) -> object:
        """A right click opens the row's menu; a shop is dragged above the others."""
        self.begin_with_mine()
        row = self.seat.until("a second row", lambda seen: seen["rows"][1:] and seen["rows"][1])
        self.seat.click_at(row["place"], button=3)
        self.seat.until("the menu", lambda seen: "QMenu" in seen["over"])
        self.seat.picture("row-menu")
        self.seat.press("Escape")
        self.seat.until("the menu gone", lambda seen: not seen["over"])
        shops = self.shops()
        first, third = shops[0], shops[2]
        self.seat.drag(third["place"], first["place"])
        name = third["name"]
        self.seat.until("the shop's new place", lambda seen: self.shops()[0]["name"] == name)
        return [each["name"] for each in self.shops()][:3]

    def nobody_got_it_twice(self) -> object:
        """What the town remembers of the whole day."""
        doubles = self.seat.ask_town("doubles")
        assert doubles == [], doubles
        return [self.got(text) for text in (self.answer, OFFLINE_REPLY, SECOND_REPLY)]
