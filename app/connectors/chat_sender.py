"""What every way out through a platform's own chat does alike."""

from app.connectors.files_behind import fetch_behind
from app.connectors.outgoing import Outbound
from app.connectors.wire import Wire


class ChatSender:
    """A shop's way out over one interface."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def settle(self, outbound: Outbound) -> None:
        """Nothing is left to do: the platform keeps what was sent."""

    def fetch_file(self, url: str) -> bytes:
        """A picture or a file behind its address; no token goes along."""
        return fetch_behind(self._wire.line, url)

    def close(self) -> None:
        """Drops the line."""
        self._wire.close()
