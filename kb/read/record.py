"""From parsed YAML to records: every error with its line, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kb.model.cite import Cite
from kb.model.concept import In
from kb.model.fact import Fact
from kb.read.problem import Problem, ReadError
from kb.read.yaml_file import line_of

Record = TypeVar("Record", bound=BaseModel)
Location = tuple[str | int, ...]

_UNSOURCED = "no source: an unsourced fact does not parse"
_FIX_CITE = "add cite: {source: <key in kb/data/sources>, at: <place in it>, checked: <date read>} here or at the head"


def parse(kind: type[Record], data: Any, path: Path, within: Location = ()) -> Record:
    """One record; ``cite`` at its head is inherited by its facts. Raises ReadError with all errors of the record."""
    if not isinstance(data, dict):
        line = line_of(path, within)
        raise ReadError([Problem(path, line, ".".join(map(str, within)), "not a mapping of keys", "write key: value")])
    try:
        return kind.model_validate(data, context={"cite": data.get("cite")})
    except ValidationError as error:
        raise ReadError(list(_problems(error, data, path, within))) from error


def _problems(error: ValidationError, data: Any, path: Path, within: Location) -> Iterator[Problem]:
    for item in error.errors():
        location = _in_data(item["loc"], data)
        key = ".".join(str(step) for step in (*within, *location))
        line = line_of(path, (*within, *location))
        if item["type"] == "missing" and location and location[-1] == "cite":
            yield Problem(path, line, key, _UNSOURCED, _FIX_CITE)
        elif not _is_other_branch(item["loc"], data):
            yield Problem(path, line, key, _what(item["type"], item["msg"]), _fix(item["type"], location))


def _in_data(location: Location, data: Any) -> Location:
    """The location without the names of union branches, which stand in no file."""
    steps: list[str | int] = []
    for position, step in enumerate(location):
        is_last = position == len(location) - 1
        if _is_branch(step) or (isinstance(step, str) and isinstance(data, dict) and step not in data and not is_last):
            continue
        if isinstance(step, str) and isinstance(data, list):
            continue
        steps.append(step)
        data = _step(data, step)
    return tuple(steps)


def _is_branch(step: str | int) -> bool:
    """Whether a step names a branch of ``list | Unknown``: no key has capitals or brackets."""
    return isinstance(step, str) and (step == "Unknown" or "[" in step)


def _step(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return data


def _is_other_branch(location: Location, data: Any) -> bool:
    """Whether an error speaks of the branch of ``list | Unknown`` that the writer did not mean."""
    for step in location:
        if step == "Unknown":
            return not isinstance(data, dict)
        if isinstance(step, str) and step.startswith("list["):
            return isinstance(data, dict)
        data = _step(data, step) if not isinstance(data, dict) or step in data else data
    return False


def _what(kind: str, message: str) -> str:
    return {"missing": "is missing", "extra_forbidden": "is no key of this record"}.get(kind, message)


def _fix(kind: str, location: Location) -> str:
    name = location[-1] if location else "the key"
    if kind in ("missing", "list_type"):
        return f"write {name}, or for a list of facts: unknown: {{looked_at: [...], on: <date>, ask: <authority>}}"
    if kind == "extra_forbidden":
        return f"remove {name} or correct its spelling; docs/tasks lists the keys"
    return "write a value of that form"


def cites(record: BaseModel, at: Location = ()) -> Iterator[tuple[Location, Cite]]:
    """Every cite in a record, with its place."""
    for place, node in facts(record, at):
        yield (*place, "cite"), node.cite


def facts(record: BaseModel, at: Location = ()) -> Iterator[tuple[Location, Fact]]:
    """Every fact in a record, the record itself included, with its place."""
    return ((place, node) for place, node in nodes(record, at) if isinstance(node, Fact))


def nodes(record: BaseModel, at: Location = ()) -> Iterator[tuple[Location, BaseModel]]:
    """The record and every record nested in it, with its place."""
    yield at, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, BaseModel):
                yield from nodes(item, (*at, name) if index is None else (*at, name, index))


def concepts(record: BaseModel, at: Location = ()) -> Iterator[tuple[Location, str, str]]:
    """Every concept that a record refers to: place, scheme, slug."""
    for place, node in nodes(record, at):
        for name, field in type(node).model_fields.items():
            scheme = next((mark.scheme for mark in field.metadata if isinstance(mark, In)), None)
            value = getattr(node, name)
            if scheme is None or value is None:
                continue
            for index, slug in enumerate(value) if isinstance(value, list) else [(None, value)]:
                yield (*place, name) if index is None else (*place, name, index), scheme, slug
