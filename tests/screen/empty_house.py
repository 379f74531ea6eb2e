"""The real program as on its first day: no shop and nobody's name yet, one template; told about as in `watched`."""

import sys

from app import bootstrap
from app.__main__ import main
from app.domain.commands import SaveTemplate
from app.domain.values import CommandId, TemplateId
from tests.screen.watched import Witness

TEMPLATE = "Hello {{ customer.first_name }},\n\nwe are sorry. A new one leaves our warehouse today."


class EmptyHouse(bootstrap.Program):
    """Opens no practice shops, but keeps what a demo promises: loopback only, and nothing stays."""

    def _asked_for(self) -> dict[str, str]:
        return {key: value for key, value in super()._asked_for().items() if key != "first_run"}

    def _go_on(self, code: str) -> None:
        self.readers.start()
        self.room.start()
        self.window.start()
        desk = self.desk
        template = SaveTemplate(
            id=CommandId(desk.new_id()), agent=desk.agent, template=TemplateId(desk.new_id()),
            title="Damaged: a new one", body=TEMPLATE, language="en",
        )  # fmt: skip
        desk.task(lambda: self.room.writer.carry_out(template), lambda _: None)


if __name__ == "__main__":
    bootstrap.Program = EmptyHouse  # type: ignore[misc]
    witness = Witness(int(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
