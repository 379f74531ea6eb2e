"""Five hundred hostile payloads per format, different ones in every run; `prove fuzz` takes 20,000."""

import pytest

from tests.conftest import SEED
from tests.faults.formats import FORMATS, Format, payload

PAYLOADS = 500


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_no_payload_crashes_or_loses_anything(form: Format, seed: int) -> None:
    for number in range(PAYLOADS):
        raw = payload(form, seed, number)
        (result,) = form.read([raw])
        try:
            form.check(raw, result, number)
        except Exception as error:
            error.add_note(f"python3 dev.py prove fuzz {form.name} {number} --seed {seed}")
            raise


def test_the_same_seed_makes_the_same_payloads() -> None:
    for form in FORMATS:
        assert payload(form, SEED, 7) == payload(form, SEED, 7)
        assert payload(form, SEED, 7) != payload(form, SEED + 1, 7)
