"""What mail servers and the IMAP library say when something is wrong, told as our own errors."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from imapclient.exceptions import IMAPClientError, LoginError, ProtocolError

from app.domain.errors import AuthExpired, RateLimited, Surprise, Unreachable
from app.net.lines import mistrust

_PASSING = re.compile(
    rb"UNAVAILABLE|INUSE|LIMIT|OVERQUOTA|bandwidth|too many|try again|BYE|busy", re.IGNORECASE
)
_GONE = re.compile(
    rb"NONEXISTENT|TRYCREATE|n't exist|not exist|no such mailbox|unknown mailbox", re.IGNORECASE
)
_WRONG = re.compile(rb"AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED|invalid credentials", re.IGNORECASE)


@contextmanager
def our_errors(step: str = "imap") -> Iterator[None]:
    """Turns the library's errors into ours."""
    try:
        yield
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort | OSError):
            # The library calls a line that broke during the sign-in a refused sign-in.
            raise Unreachable("no_line", step=step) from error
        raise _login_trouble(str(error).encode(), step) from error
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(mistrust(error), step=step) from error
    except (imaplib.IMAP4.abort, OSError, EOFError) as error:
        raise Unreachable("no_line", step=step) from error
    except (ProtocolError, UnicodeError, LookupError, TypeError, ValueError) as error:
        raise Surprise("imap_nonsense", step=step) from error
    except (IMAPClientError, imaplib.IMAP4.error) as error:
        raise _trouble(str(error).encode(), step) from error


def _login_trouble(text: bytes, step: str) -> AuthExpired | Unreachable:
    if _PASSING.search(text) and not _WRONG.search(text):
        return Unreachable("server_trouble", step=step)
    return AuthExpired("wrong_password", step=step)


def _trouble(text: bytes, step: str) -> Unreachable | AuthExpired | Surprise:
    if _WRONG.search(text):
        return AuthExpired("wrong_password", step=step)
    if _GONE.search(text):
        return Unreachable("folder_gone", step=step)
    if _PASSING.search(text):
        return RateLimited("rate_limited", retry_after=timedelta(minutes=5), step=step)
    return Surprise("imap_refused", step=step)
