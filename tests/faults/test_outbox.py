"""Random crashes and weather never lose a reply and never double one; and the proof itself can fail."""

from pathlib import Path

import pytest

from app.connectors.contract import Found
from app.services.outbox import CRASH_POINTS
from app.services.send_policy import Verdict
from tests.faults.outbox_schedule import run_many


@pytest.mark.parametrize("half", [0, 1])
def test_five_hundred_random_lives_lose_and_double_nothing(tmp_path: Path, seed: int, half: int) -> None:
    total = run_many(seed + 250 * half, 250, tmp_path)
    assert total.broken == []
    assert (total.lost, total.doubled) == (0, 0)
    assert set(total.points) == set(CRASH_POINTS)
    assert total.attempts > 250


@pytest.mark.parametrize("found", [811644, 812424, 813102, 813831, 913692, 914547])
def test_two_replies_of_the_same_words_do_not_take_each_others_proof(tmp_path: Path, found: int) -> None:
    """Found by the proof: the echo of one that had arrived without a name settled the other one."""
    assert run_many(found, 1, tmp_path).broken == []


class Blind:
    """What careless programs do: nobody answered, so send again."""

    def after_unknown(self, attempts: int) -> Verdict:
        return Verdict.RETRY

    def after_look(self, found: Found, attempts: int, looks: int) -> Verdict:
        return Verdict.RETRY


class Hasty:
    """Looks once and believes what it does not see."""

    def after_unknown(self, attempts: int) -> Verdict:
        return Verdict.LOOK

    def after_look(self, found: Found, attempts: int, looks: int) -> Verdict:
        return Verdict.RETRY


@pytest.mark.timeout(200)
@pytest.mark.parametrize("policy", [Blind(), Hasty()])
def test_the_proof_catches_a_policy_that_sends_again_blindly(
    tmp_path: Path, seed: int, policy: Blind
) -> None:
    total = run_many(seed, 400, tmp_path, policy, stop_after=3)
    assert total.doubled > 0
