"""Giving money back on a return: which of its lines, and how many pieces. The amount is the platform's own matter."""

from app.connectors.aftersales import Act
from app.connectors.reading import Fields, rows, sub, text
from app.connectors.walmart.requests import Call
from app.connectors.walmart.returns import RETURNS
from app.net.http import Json

Line = tuple[Fields, float]
"""a line of the return, and the pieces of it"""


def chosen_lines(act: Act, value: Fields) -> list[Line] | str:
    """The lines an act is about, all where it names none; or the key of why there are none."""
    if act.amount is not None or any(line.amount is not None for line in act.lines):
        return "walmart_amount_fixed"
    wishes = {line.line_key: line for line in act.lines}
    listed = [
        row for row in rows(value, "returnOrderLines") if text(row, "returnOrderLineNumber").isdecimal()
    ]
    found = [row for row in listed if not wishes or text(row, "returnOrderLineNumber") in wishes]
    if not found or (wishes and len(found) != len(act.lines)):
        return "walmart_return_unknown"
    chosen: list[Line] = []
    for row in found:
        pieces, wish = pieces_of(row), wishes.get(text(row, "returnOrderLineNumber"))
        wanted = float(wish.quantity) if wish else pieces
        if not 0 < wanted <= pieces:
            return "walmart_pieces_wrong"
        chosen.append((row, wanted))
    return chosen


def pieces_of(row: Fields) -> float:
    """How many pieces came back."""
    stated = sub(row, "quantity").get("measurementValue")
    return float(stated) if isinstance(stated, int | float) and not isinstance(stated, bool) else 1.0


def return_call(act: Act, value: Fields, lines: list[Line]) -> Call:
    """The call."""
    wanted: list[Json] = [
        {
            "returnOrderLineNumber": int(text(row, "returnOrderLineNumber")),
            "quantity": {"unitOfMeasure": "EACH", "measurementValue": pieces},
        }
        for row, pieces in lines
    ]
    body: dict[str, Json] = {"customerOrderId": text(value, "customerOrderId"), "refundLines": wanted}
    return Call(f"{RETURNS}/{act.case_key}/refund", body)
