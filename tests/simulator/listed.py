"""Reads TikTok Shop's published interface descriptions: fields in a list, whose depth is told by carets."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,), "int": (int,), "int64": (int,), "bool": (bool,), "object": (dict,), "float": (int, float),
}  # fmt: skip


@dataclass
class Field:
    """One field of a description."""

    name: str
    kind: str = "object"
    needed: bool = False
    inner: dict[str, Field] = field(default_factory=dict)

    def wrong(self, value: object, place: str) -> Iterator[str]:
        """What a value says or lacks against the description."""
        if value is None:
            return
        if self.kind.startswith("[]"):
            if not isinstance(value, list):
                yield f"{place} is no list"
                return
            one = Field(self.name, self.kind[2:], inner=self.inner)
            for row in value:
                yield from one.wrong(row, f"{place}[]")
            return
        known = KINDS.get(self.kind, (object,))
        if not isinstance(value, known) or (
            isinstance(value, bool) and bool not in known and object not in known
        ):
            yield f"{place} is no {self.kind}"
        if isinstance(value, dict):
            yield from (f"{place}.{key} is not described" for key in value if key not in self.inner)
            lacking = (one.name for one in self.inner.values() if one.needed and one.name not in value)
            yield from (f"{place}.{name} is missing" for name in lacking)
            for key, row in value.items():
                if key in self.inner:
                    yield from self.inner[key].wrong(row, f"{place}.{key}")


class Description:
    """One published operation."""

    def __init__(self, path: Path) -> None:
        meta: dict[str, Any] = json.loads(path.read_text("utf-8"))["document_api_meta"]
        self.path = str(meta["interface_path"])
        self.method = {1: "POST", 2: "GET", 3: "PUT", 4: "DELETE"}[meta["method"]]
        self.query = tree(meta.get("request_query_param") or [])
        self.body = tree(meta.get("request_body_param") or [])
        self.answer = tree(meta.get("response_param") or [])

    def fits(self, method: str, path: str) -> bool:
        """Whether a request is for this operation."""
        shape = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(self.path))
        return method == self.method and re.fullmatch(shape, path) is not None


def tree(rows: list[dict[str, Any]]) -> Field:
    """A list of fields with carets as the tree it means."""
    root = Field("")
    line = [root]
    for row in rows:
        name = str(row["name"]).lstrip("^")
        depth = len(str(row["name"])) - len(name)
        one = Field(name, str(row["type"]), str(row["required"]) == "Y")
        del line[depth + 1 :]
        line[-1].inner[name] = one
        line.append(one)
    return root


def descriptions() -> list[Description]:
    """Every description in the folder named by QUAYSIDE_CONTRACTS."""
    folder = Path(os.environ["QUAYSIDE_CONTRACTS"]) / "tiktok"
    return [Description(path) for path in sorted(folder.glob("*/*.spec.json"))]
