"""A day at a real mailbox, by keys alone: connected in the wizard, judged at the servers of its mail."""

from collections.abc import Callable, Iterator

from app.host.clock import SystemClock
from tests.screen.acts import Acts, any_current, current, mine, says, says_any
from tests.screen.mailbox import Letter, Mailbox
from tests.screen.seat import LOOKS, NotSeenError, Seat, Seen
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import Postman

OLD = Letter("Otto Brandt", "Thank you, the invoice has arrived.", 24 * 3)
ANN = Letter("Ann Miller", "My lamp came with a broken shade. What now?", 7)
BOB = Letter("Bob Carter", "Does the lid fit the large jar as well?", 4)
CARLA = Letter("Carla Diaz", "Is the blue cup safe in the dishwasher?", 2)
DAN = Letter("Dan Evans", "Where is my parcel? It should be here.", 1)
TO_ANN = "A new one leaves our warehouse today."
TO_BOB = "Yes, it fits both sizes."
TO_CARLA = "Yes, in the upper rack."
ANSWERS = ((ANN, TO_ANN), (BOB, TO_BOB), (CARLA, TO_CARLA))
UNDO_OVER = 12
"""seconds after which a reply that was not taken back would have left"""
TABS = 60


class MailWorkday(Acts):
    """Each act leaves a picture and one line of JSON."""

    def __init__(self, seat: Seat, mailbox: Mailbox, server: Dovecot, postman: Postman) -> None:
        super().__init__(seat)
        self.mailbox, self.server, self.postman = mailbox, server, postman

    def acts(self) -> Iterator[Callable[[], object]]:
        """In the order of a day."""
        yield from (self.first_run, self.signs_in, self.connects, self.mail_arrives, self.most_urgent)
        yield from (self.reads, self.answers_with_a_template, self.takes_it_back, self.answers_again)
        yield from (self.goes_on, self.works_offline, self.reconnects, self.resolves, self.at_the_servers)

    def got(self, text: str) -> int:
        return len(self.postman.with_words(text))

    # --- the mailbox ------------------------------------------------------------------------------------------------

    def first_run(self) -> object:
        """A name, Enter, and 2 for a shop of one's own."""
        self.seat.until("the first screen", lambda seen: says_any(seen, self.seat.word("first.title")))
        self.tab_to(self.seat.word("first.name"))
        self.seat.type("Mia")
        self.seat.press("Return", "2")
        self.seat.until("the wizard", lambda seen: "ConnectWizard" in seen["over"])
        return "2"

    def signs_in(self) -> object:
        """Plain e-mail; address, password and both servers are typed, then tried for real."""
        self.tab_to("offer.email")
        self.seat.press("space")
        self.fill("address", self.mailbox.address)
        self.fill("password", self.server.password)
        self.fill("sender_name", "Harbour Shop")
        self.tab_to("fold_advanced")
        self.seat.press("space")
        for side, host, port in (
            ("imap", self.server.host, self.server.port),
            ("smtp", "127.0.0.1", self.postman.port),
        ):
            self.fill(f"{side}_host", host)
            self.fill(f"{side}_port", str(port))
            self.tab_to(f"field.{side}_security")
            self.seat.press("End")
        self.seat.picture("filled-in")
        self.tab_to("wizard_next")
        self.seat.press("space")
        self.seat.until("the last page", lambda seen: says_any(seen, self.seat.word("wizard.connect")))
        return f"{self.server.port} {self.postman.port}"

    def connects(self) -> object:
        """The shop gets its name; a mail of three days ago comes in as history."""
        self.fill_named(self.seat.word("wizard.name"), "Harbour Shop")
        self.tab_to("wizard_next")
        self.seat.press("space")
        self.seat.until("the wizard gone", lambda seen: "ConnectWizard" not in seen["over"])
        self.seat.press("ctrl+1", "g", "i")
        self.seat.until("the old mail", lambda seen: self.row_of(seen, OLD))
        return mine(self.seat.look())

    def mail_arrives(self) -> object:
        """Three customers write; nobody presses anything."""
        for letter in (BOB, ANN, CARLA):
            self.mailbox.put(letter, SystemClock().now())
        self.seat.press("g", "i")
        self.seat.until(
            "three questions", lambda seen: all(self.row_of(seen, each) for each in (ANN, BOB, CARLA))
        )
        return self.seat.until("they are mine", lambda seen: mine(seen) == 4 and mine(seen))

    # --- answering --------------------------------------------------------------------------------------------------

    def most_urgent(self) -> object:
        """G I begins at the top: the one that has waited longest."""
        self.seat.press("g", "i")
        self.seat.until("the first row", lambda seen: current(seen, 0) and self.list_has_keys(seen))
        self.seat.press("j", "k")
        row = self.seat.until("the first row", lambda seen: current(seen, 0))
        assert ANN.text in row["says"], row["says"]
        return ANN.name

    def reads(self) -> object:
        """Enter; the words stand there whole."""
        self.seat.press("Return")
        self.seat.until("the question's words", lambda seen: says(seen, "TextBody", ANN.text))
        return ANN.text

    def answers_with_a_template(self) -> object:
        """R, slash, Enter, Ctrl+Enter."""
        self.seat.press("r")
        self.writes()
        self.seat.press("slash")
        self.seat.until("the templates", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.press("Return")
        words = self.seat.until("the template's words", lambda seen: says(seen, "ReplyEdit", TO_ANN))
        assert words.startswith(f"Hello {ANN.first_name},"), words
        self.sends()
        return words

    def takes_it_back(self) -> object:
        """Z; the words are a draft again, and long after they would have left nobody has them."""
        self.seat.press("z")
        self.waiting(0)
        self.seat.until("the draft", lambda seen: says(seen, "ReplyEdit", TO_ANN))
        self.seat.rest(UNDO_OVER)
        assert self.postman.letters == []
        return 0

    def answers_again(self) -> object:
        """R and Ctrl+Enter; the SMTP server takes it once."""
        self.seat.press("r")
        self.writes()
        self.sends()
        self.leaves(TO_ANN)
        return 1

    def goes_on(self) -> object:
        """The next question, and an answer typed by hand. Its copy is waited for: it is filed ten seconds after the
        letter left, and a line that is cut in between would lose it."""
        self.answer(BOB, TO_BOB)
        self.leaves(TO_BOB)
        self.is_filed(TO_BOB)
        return BOB.name

    # --- the line ---------------------------------------------------------------------------------------------------

    def works_offline(self) -> object:
        """The line is cut from the palette; the reply waits, and another customer writes meanwhile."""
        self.commands("offline")
        self.seat.until("offline", lambda seen: says_any(seen, self.seat.word("banner.offline")))
        self.answer(CARLA, TO_CARLA)
        self.mailbox.put(DAN, SystemClock().now())
        self.seat.rest(UNDO_OVER)
        assert self.got(TO_CARLA) == 0
        assert not self.row_of(self.seat.look(), DAN)
        return CARLA.name

    def reconnects(self) -> object:
        """The reply leaves and the mail arrives, without another key."""
        self.commands("offline")
        self.leaves(TO_CARLA)
        self.seat.press("g", "i")
        self.seat.until("the mail", lambda seen: self.row_of(seen, DAN))
        return DAN.name

    def resolves(self) -> object:
        """E on each that is mine, until none is left."""
        self.seat.press("g", "i")
        self.seat.until("the list", lambda seen: self.list_has_keys(seen) and current(seen, 0))
        whole = left = len(self.seat.look()["rows"])
        while left:
            self.seat.until("a current row", any_current)
            self.seat.press("e")
            left -= 1
            self.seat.until(f"{left} left", lambda seen, left=left: len(seen["rows"]) == left)
        return whole

    # --- the servers ------------------------------------------------------------------------------------------------

    def at_the_servers(self) -> object:
        """Each answer was taken once, for whom it was meant; the mailbox is as the program promises."""
        for letter, words in ANSWERS:
            (mail,) = self.postman.with_words(words)
            assert mail["In-Reply-To"] == letter.number
            assert self.postman.recipients[self.postman.letters.index(mail)] == (letter.address,)
            self.is_filed(words)
            self.comes("its mark", "INBOX", "ANSWERED", "HEADER", "Message-ID", letter.number)
        assert len(self.postman.letters) == len(ANSWERS)
        found = {
            "smtp": len(self.postman.letters),
            "sent": self.mailbox.count("Sent", "ALL"),
            "inbox": self.mailbox.count("INBOX", "ALL"),
            "answered": self.mailbox.count("INBOX", "ANSWERED"),
            "seen": self.mailbox.count("INBOX", "SEEN"),
        }
        assert found == {"smtp": 3, "sent": 3, "inbox": 5, "answered": 3, "seen": 0}, found
        return found

    def is_filed(self, words: str) -> None:
        (mail,) = self.postman.with_words(words)
        self.comes(f"copy of: {words}", "Sent", "HEADER", "Message-ID", str(mail["Message-ID"]))

    def comes(self, what: str, folder: str, *criteria: str) -> None:
        """Filed or marked exactly once; the program does it after the letter has left."""
        for _ in range(LOOKS):
            found = self.mailbox.count(folder, *criteria)
            if found:
                break
            self.seat.rest()
        assert found == 1, f"{what}: {found} of {criteria}, {self.mailbox.count(folder, 'ALL')} in {folder}"

    # --- small steps ------------------------------------------------------------------------------------------------

    def tab_to(self, name: str) -> None:
        """Tab until a widget of this name hears the keys."""
        for _ in range(TABS):
            if self.seat.look()["focus"].endswith(f" {name}"):
                return
            self.seat.press("Tab")
        raise NotSeenError(f"Tab never comes to {name}")

    def fill(self, field: str, text: str) -> None:
        self.fill_named(f"field.{field}", text)

    def fill_named(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.seat.press("ctrl+a")
        self.seat.type(text)

    def row_of(self, seen: Seen, letter: Letter) -> bool:
        return any(letter.text in row["says"] for row in seen["rows"])

    def writes(self) -> None:
        self.seat.until("the cursor", lambda seen: "ReplyEdit" in seen["focus"] and not seen["over"])

    def answer(self, letter: Letter, text: str) -> None:
        """G I, J to the question, R, the words, Ctrl+Enter."""
        self.seat.press("g", "i")
        self.seat.until("the list", lambda seen: self.list_has_keys(seen) and current(seen, 0))
        for _ in range(TABS):
            row = self.seat.until("a current row", any_current)
            if letter.text in row["says"]:
                break
            self.seat.press("j")
        self.seat.until("its words", lambda seen: says(seen, "TextBody", letter.text))
        self.seat.press("r")
        self.writes()
        self.seat.type(text)
        self.seat.until("the words", lambda seen: says(seen, "ReplyEdit", text))
        self.sends()

    def sends(self) -> None:
        self.seat.press("ctrl+Return")
        self.waiting(1)

    def waiting(self, count: int) -> None:
        words = self.seat.word("status.bar.outbox", n=count)
        self.seat.until(f"the outbox says {count}", lambda seen: says_any(seen, words))

    def leaves(self, text: str) -> None:
        self.seat.until("the server has it", lambda seen: self.got(text))
        self.waiting(0)
        assert self.got(text) == 1

    def commands(self, name: str) -> None:
        """Ctrl+K, the command's name, Enter; Escape where the keys came back into a reply."""
        self.seat.press("ctrl+k")
        self.seat.until("the palette", lambda seen: "ChoicePopup" in seen["over"])
        self.seat.type(name)
        self.seat.press("Return")
        self.seat.until("the palette gone", lambda seen: not seen["over"])
        self.seat.press("Escape")
