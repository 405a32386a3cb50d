"""What differs between two frozen documents, value by value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Change = dict[str, Any]
"""``path``: keys joined by slashes; ``before``, ``after``: the values, None where there is none."""

_KEYS = ("qualification", "code", "id", "object")
_ASIDE = frozenset({"statement", "version", "data_version", "review_by", "meaning", "format", "example"})


def diff(before: Any, after: Any) -> list[Change]:
    """The changes from one document to another; what every version has of its own is left out."""
    first, second = ({key: value for key, value in each.items() if key not in _ASIDE} for each in (before, after))
    return list(_changes("", first, second))


def _changes(path: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    first, second = _keyed(before), _keyed(after)
    if first is None or second is None:
        yield {"path": path, "before": before, "after": after}
        return
    for key in dict.fromkeys([*first, *second]):
        yield from _changes(f"{path}/{key}".lstrip("/"), first.get(key), second.get(key))


def _keyed(value: Any) -> dict[str, Any] | None:
    """A mapping as it is; a list of records by what names each; None for plain values."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return {_name(each): each for each in value}
    return None


def _name(record: dict[str, Any]) -> str:
    if "subject_qualification" in record:
        return f"{record['subject_qualification']}>{record['object']}"
    return str(next((record[key] for key in _KEYS if key in record), ""))
