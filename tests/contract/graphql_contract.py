"""Holds questions to Shopify, and its answers, against the published description of its Admin API."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    NoDeprecatedCustomRule,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    build_client_schema,
    parse,
    specified_rules,
    validate,
)
from graphql.execution.values import get_variable_values

NAME = "shopify/admin_2026-07.json.gz"
SCALARS: dict[str, tuple[type, ...]] = {
    "Int": (int,), "Float": (int, float), "Boolean": (bool,), "ID": (str,), "String": (str,), "DateTime": (str,),
    "Decimal": (str,), "Money": (str,), "URL": (str,), "UnsignedInt64": (str,),
}  # fmt: skip


@cache
def published() -> GraphQLSchema:
    """The description as a schema."""
    path = Path(os.environ["QUAYSIDE_CONTRACTS"]) / NAME
    found = json.loads(gzip.decompress(path.read_bytes()))
    return build_client_schema(found.get("data", found), assume_valid=True)


def complaints(asked: dict[str, Any], answered: dict[str, Any]) -> list[str]:
    """What a question or its answer does that the description does not allow."""
    schema, document = published(), parse(asked["query"])
    wrong = validate(schema, document, [*specified_rules, NoDeprecatedCustomRule])
    if wrong:
        return [problem.message for problem in wrong]
    operation = next(
        one
        for one in document.definitions
        if isinstance(one, OperationDefinitionNode) and one.name and one.name.value == asked["operationName"]
    )
    values = get_variable_values(schema, operation.variable_definitions or (), asked.get("variables") or {})
    if problems := [
        one.message for one in (values if isinstance(values, list) else getattr(values, "errors", []))
    ]:
        return problems
    mutates = operation.operation is OperationType.MUTATION
    root = schema.mutation_type if mutates else schema.query_type
    data = answered.get("data")
    return list(Answered(schema, document).object(data, operation.selection_set, root, "")) if data else []


class Answered:
    """An answer read beside what was asked for."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self.schema = schema
        self.fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }

    def fields(self, chosen: SelectionSetNode) -> Iterator[FieldNode]:
        """The fields chosen, through all fragments; of a union, those of every kind."""
        for one in chosen.selections:
            if isinstance(one, FieldNode):
                yield one
            elif isinstance(one, FragmentSpreadNode):
                yield from self.fields(self.fragments[one.name.value].selection_set)
            else:
                yield from self.fields(one.selection_set)

    def kinds(self, kind: Any) -> list[Any]:
        """What an object may be."""
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            return [kind]
        return list(self.schema.get_possible_types(kind))

    def object(self, value: Any, chosen: SelectionSetNode, kind: Any, place: str) -> Iterator[str]:
        """One object: every field that was asked for, and none besides."""
        if not isinstance(value, dict):
            yield f"{place} is no object"
            return
        wanted = {field.name.value: field for field in self.fields(chosen)}
        yield from (f"{place}.{name} was not asked for" for name in value.keys() - wanted.keys())
        for name, field in wanted.items():
            known = next((one.fields[name] for one in self.kinds(kind) if name in one.fields), None)
            if known is None:
                yield f"{place}.{name} is not described"
            elif name not in value:
                yield f"{place}.{name} is missing"
            else:
                yield from self.value(value[name], known.type, field, f"{place}.{name}")

    def value(self, value: Any, kind: Any, field: FieldNode, place: str) -> Iterator[str]:
        """One value of whatever kind."""
        if isinstance(kind, GraphQLNonNull):
            if value is None:
                yield f"{place} is null"
                return
            kind = kind.of_type
        if value is None:
            return
        if isinstance(kind, GraphQLList):
            if not isinstance(value, list):
                yield f"{place} is no list"
                return
            for one in value:
                yield from self.value(one, kind.of_type, field, f"{place}[]")
        elif isinstance(kind, GraphQLEnumType):
            if value not in kind.values:
                yield f"{place}: {value} is no {kind.name}"
        elif isinstance(kind, GraphQLScalarType):
            if not isinstance(value, SCALARS[kind.name]):
                yield f"{place} is no {kind.name}"
        elif field.selection_set is not None:
            yield from self.object(value, field.selection_set, kind, place)


def strangers(ours: GraphQLSchema) -> Iterator[str]:
    """What another schema says that the published one does not."""
    theirs = published()
    for name, kind in ours.type_map.items():
        if name.startswith("__"):
            continue
        known = theirs.type_map.get(name)
        if type(known) is not type(kind):
            yield f"{name} is not described"
        elif isinstance(kind, GraphQLEnumType):
            yield from (f"{name}.{one}" for one in kind.values if one not in known.values)
        elif isinstance(kind, GraphQLInputObjectType | GraphQLObjectType | GraphQLInterfaceType):
            for field, value in kind.fields.items():
                if field not in known.fields or str(known.fields[field].type) != str(value.type):
                    yield f"{name}.{field}"
                    continue
                for argument, given in getattr(value, "args", {}).items():
                    meant = known.fields[field].args.get(argument)
                    if meant is None or str(meant.type) != str(given.type):
                        yield f"{name}.{field}({argument})"
