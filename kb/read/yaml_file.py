"""YAML files with line numbers: plain values, no surprises, every error with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from kb.read.problem import Problem, ReadError

_BOOL = re.compile(r"^(?:true|false)$")


class _Loader(yaml.CSafeLoader):
    """Only ``true`` and ``false`` are booleans (``no`` is an answer and a language), and no key stands twice."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:  # 2026-13-45 looks like a date and is none
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be one word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _BOOL, list("tf"))


def load(path: Path) -> Any:
    """The value of a YAML file; raises ReadError with the line for broken YAML and for doubled keys."""
    try:
        return yaml.load(path.read_bytes(), _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ReadError(
            [Problem(path, line, "", error.problem or "broken YAML", "mend the YAML at this line")]
        ) from error
    except yaml.YAMLError as error:
        raise ReadError([Problem(path, 1, "", str(error), "save the file as UTF-8 text")]) from error


def line_of(path: Path, location: tuple[str | int, ...]) -> int:
    """The line of the value that a location such as ``("fees", 0, "amount")`` points to.

    Steps that the file does not hold (a missing key, a pydantic union tag) end the walk at what was reached.
    """
    node = yaml.compose(path.read_bytes(), _Loader)
    line = 1
    for step in location:
        found = _child(node, step)
        if found is not None:
            node = found
            line = node.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        values: list[yaml.Node] = [value for key, value in node.value if key.value == str(step)]
        return values[0] if values else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None
