"""Looks for the servers of a login that nobody knows the settings of: tries what may be right until one opens."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.errors import AuthExpired, Problem, QuaysideError, Unreachable
from app.domain.ports import FoundSettings, LoginEntry
from app.domain.values import LoginId
from app.services.shop_doors import Doorman, failed_report, manifest_of, report_of


def find_settings(doorman: Doorman, entry: LoginEntry, new_id: Callable[[], LoginId]) -> FoundSettings:
    """The first settings that open both halves of a login, or the first server that knows the name and refuses the
    password."""
    look = manifest_of(entry.channel).find_settings
    if look is None:
        raise Problem("nothing_to_find")
    last: QuaysideError = Unreachable("settings_not_found", step="sign_in")
    for values in look(entry.values, entry.proxy, doorman.tools):
        trial = new_id()
        try:
            proven = doorman.prove(replace(entry, values={**entry.values, **values}), trial)
            return FoundSettings(values, report_of(proven.identity))
        except AuthExpired as error:
            return FoundSettings(values, failed_report(error))
        except QuaysideError as error:
            if error.values.get("step") == "smtp":
                last = error
        finally:
            doorman.secrets.end_trial(trial)
    return FoundSettings({}, failed_report(last))
