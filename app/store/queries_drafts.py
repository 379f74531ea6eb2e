"""Questions about unsent words: the boxes of a conversation, and what was begun to the buyer of an order."""

import json
from uuid import UUID

from app.domain.drafts import Draft, DraftKind, FirstDraft
from app.domain.files import NewFile
from app.domain.readmodels import KeptDraft
from app.domain.values import AgentId, AttachmentId, OrderId
from app.store.queries_cards import card_from_json
from app.store.queries_files import files_by_id
from app.store.reading import Cells, ReadConnection


def read_drafts(connection: ReadConnection, owner: bytes, agent: AgentId) -> dict[str, KeptDraft]:
    """What the agent has written and not sent, by what it is for."""
    rows = connection.execute(
        """SELECT kind, text, files, cc, bcc, form, card, saved_by FROM draft
           WHERE agent_id = ? AND owner_id = ?""",
        (agent.bytes, owner),
    ).fetchall()
    return {row[0]: _kept(connection, row) for row in rows}


def _kept(connection: ReadConnection, row: Cells) -> KeptDraft:
    files = files_by_id(connection, [bytes.fromhex(one) for one in json.loads(row[2])])
    words = Draft(
        row[1], tuple(file.id for file in files), tuple(json.loads(row[3])), tuple(json.loads(row[4])), row[5],
        card_from_json(json.loads(row[6])),
    )  # fmt: skip
    return KeptDraft(words, files, UUID(bytes=row[7]))


def read_first_draft(connection: ReadConnection, order: OrderId, agent: AgentId) -> FirstDraft:
    """Empty where nothing was begun."""
    row = connection.execute(
        "SELECT subject, text, files FROM draft WHERE agent_id = ? AND owner_id = ? AND kind = ?",
        (agent.bytes, order.bytes, DraftKind.FIRST.value),
    ).fetchone()
    if row is None:
        return FirstDraft()
    files = (NewFile(**{**file, "id": AttachmentId(UUID(hex=file["id"]))}) for file in json.loads(row[2]))
    return FirstDraft(row[0], row[1], tuple(files))
