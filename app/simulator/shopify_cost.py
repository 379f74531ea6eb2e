"""What a question costs: an object is a point, a list costs as many as it might bring, a mutation ten more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

MUTATION = 10
FREE = ("pageInfo", "userErrors", "orderCancelUserErrors")


@dataclass(frozen=True, slots=True)
class Counting:
    """One document being weighed."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]

    def inside(self, chosen: SelectionSetNode | None, parent: GraphQLNamedType) -> int:
        """Everything chosen of one object."""
        total = 0
        for one in chosen.selections if chosen else ():
            if isinstance(one, FieldNode):
                total += self.field(one, parent)
            elif isinstance(one, FragmentSpreadNode):
                total += self.inside(self.fragments[one.name.value].selection_set, parent)
            elif isinstance(one, InlineFragmentNode):
                named = one.type_condition.name.value if one.type_condition else parent.name
                total += self.inside(one.selection_set, self.schema.type_map[named])
        return total

    def field(self, node: FieldNode, parent: GraphQLNamedType) -> int:
        """One field with all below it."""
        name = node.name.value
        known = parent.fields if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else {}
        if name not in known or name in FREE or node.selection_set is None:
            return 0
        below = get_named_type(known[name].type)
        inner = self.inside(node.selection_set, below)
        times = self.times(node)
        if below.name.endswith("Connection"):
            return 1 + times * inner
        return times * (1 + inner)

    def times(self, node: FieldNode) -> int:
        """How many entries may come."""
        for argument in node.arguments or ():
            if argument.name.value == "first":
                value = argument.value
                if isinstance(value, VariableNode):
                    return int(self.variables.get(value.name.value) or 1)
                return int(value.value) if isinstance(value, IntValueNode) else 1
        return 1


def requested(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> int:
    """What is asked for at most."""
    fragments = {
        one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
    }
    mutates = operation.operation is OperationType.MUTATION
    root = schema.mutation_type if mutates else schema.query_type
    if root is None:
        return 0
    counted = Counting(schema, fragments, variables).inside(operation.selection_set, root)
    return counted + (MUTATION * len(operation.selection_set.selections) if mutates else 0)


def actual(data: object) -> int:
    """What was really brought."""
    if isinstance(data, dict):
        return 1 + sum(actual(value) for name, value in data.items() if name not in FREE)
    return sum(actual(one) for one in data) if isinstance(data, list) else 0
