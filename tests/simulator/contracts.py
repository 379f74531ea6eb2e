"""Reads published contracts from the folder named by QUAYSIDE_CONTRACTS and holds answers against them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

MENDED = {
    "walmart/us_mp_orders.json": {
        ("GetOrderResponseRecord", "orderLines"): "OrderLinesType",
        ("OrderShipmentRecord", "orderLines"): "ShippingLinesType",
    }
}
"""where a document confuses two of its own schemas, as its own examples show: (schema, property) → what is meant"""


class Contract:
    """One published document: Swagger 2 or OpenAPI 3."""

    def __init__(self, name: str) -> None:
        path = Path(os.environ["QUAYSIDE_CONTRACTS"]) / name
        self.document: dict[str, Any] = json.loads(path.read_text("utf-8"))
        old = "definitions" in self.document
        self.home = "definitions" if old else "components"
        self.prefix = "#/definitions/" if old else "#/components/schemas/"
        schemas = self.document["definitions"] if old else self.document["components"]["schemas"]
        self.schemas: dict[str, Any] = schemas
        for (schema, part), meant in MENDED.get(name, {}).items():
            schemas[schema]["properties"][part] = {"$ref": self.prefix + meant}

    def hold(self, value: object, name: str) -> None:
        """Fails where `value` breaks the schema, or says something the schema does not know."""
        schema = {"$ref": self.prefix + name, self.home: self.document[self.home]}
        jsonschema.Draft4Validator(schema).validate(value)
        strangers = sorted(set(self.unknown(value, self.schemas[name], name)))
        assert not strangers, f"not in the contract: {strangers}"

    def unknown(self, value: object, schema: dict[str, Any], place: str) -> Iterator[str]:
        """Names in `value` that its schema does not list."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[-1]
            yield from self.unknown(value, self.schemas[name], name)
        elif isinstance(value, list):
            for item in value:
                yield from self.unknown(item, schema.get("items", {}), place + "[]")
        elif isinstance(value, dict) and "properties" in schema:
            for key, inner in value.items():
                if key in schema["properties"]:
                    yield from self.unknown(inner, schema["properties"][key], f"{place}.{key}")
                else:
                    yield f"{place}.{key}"

    def resolved(self, value: dict[str, Any]) -> dict[str, Any]:
        """The thing itself where only its place in the document is named."""
        if "$ref" not in value:
            return value
        found = self.document
        for step in value["$ref"].split("/")[1:]:
            found = found[step]
        return found

    def paths(self) -> dict[str, Any]:
        """The operations by path."""
        paths: dict[str, Any] = self.document["paths"]
        return paths
