"""What was done is remembered at the desk where it was done; a team's hub keeps no such list."""

from datetime import timedelta

from app.services.handlers import carry_out
from app.store.command_log import find_logged, forget_old
from tests.builders import Story, channels
from tests.services.scenes import SCENES, Stage


def test_a_command_is_remembered_at_its_desk_and_at_no_hub(story: Story) -> None:
    stage, now = Stage(story), story.clock.now()
    command = SCENES["AddTag"](stage)
    assert carry_out(story.engine, command, now, channels).undoable
    with story.work() as work:
        at_desk = work.is_desk
        known = find_logged(work, command.id) is not None
        forgotten = forget_old(work, now + timedelta(days=91))
    assert (known, forgotten) == ((True, 1) if at_desk else (False, 0))
