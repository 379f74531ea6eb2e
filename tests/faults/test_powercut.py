"""A power cut loses nothing that was acknowledged; and the proof would notice if it did."""

from pathlib import Path

from tests.faults.prove_powercut import run


def test_two_hundred_power_cuts_corrupt_and_lose_nothing(tmp_path: Path, seed: int) -> None:
    tally = run(seed, 200, tmp_path)
    assert (tally.states, tally.corrupt, tally.losing) == (200, 0, 0)
    assert tally.acknowledged > 1000


def test_the_proof_sees_what_a_looser_setting_loses(tmp_path: Path, seed: int) -> None:
    tally = run(seed, 150, tmp_path, "NORMAL")
    assert tally.corrupt == 0
    assert tally.losing > 0
