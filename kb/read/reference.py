"""References between records: each key and each concept that a record names must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from kb.model.cite import Cite
from kb.model.occupation import OccupationLink
from kb.model.place import Place
from kb.read import record as records
from kb.read.problem import Problem
from kb.read.yaml_file import line_of

if TYPE_CHECKING:
    from kb.read.base import Base

Reference = tuple[records.Location, str, str]
"""Place of the reference, kind of record (the attribute of the base that holds them), key."""

_KINDS = {
    "source": "sources",
    "sources": "sources",
    "law": "sources",
    "looked_at": "sources",
    "ask": "authorities",
    "authority": "authorities",
    "body": "authorities",
    "part_of": "authorities",
    "local_of": "authorities",
    "professions": "professions",
    "qualification": "qualifications",
    "qualifications": "qualifications",
    "replaced_by": "qualifications",
    "overrides": "rules",
}
"""Field to the kind of record whose key it holds."""


def row_key(row: BaseModel) -> str:
    """What identifies a row among the tables of its kind."""
    match row:
        case OccupationLink():
            return f"{row.qualification}/{row.occupation}"
        case Place():
            return row.code
        case _:
            return str(row.id)  # type: ignore[attr-defined]


def dangling(base: Base) -> Iterator[Problem]:
    """References to sources, authorities, professions, qualifications and concepts that do not exist."""
    for folder, found in _by_folder(base).items():
        for key, record in found.items():
            origin = base.origins[f"{folder}/{key}"]
            for location, name, what, fix in _bad_references(base, record):
                place = (*origin.within, *location)
                line = origin.row or line_of(origin.path, place)
                yield Problem(origin.path, line, ".".join(map(str, place)), f"{name!r} {what}", fix)


def _by_folder(base: Base) -> dict[str, Mapping[str, BaseModel]]:
    return {
        "sources": base.sources,
        "authorities": base.authorities,
        "professions": base.professions,
        "procedures": base.procedures,
        "rules": base.rules,
        "registers": base.qualifications,
        "occupations": {row_key(link): link for link in base.occupations},
        "places": base.places,
        "units": base.units,
        "ordinances": base.ordinances,
    }


def _bad_references(base: Base, record: BaseModel) -> Iterator[tuple[records.Location, str, str, str]]:
    for location, scheme, slug in records.concepts(record):
        known = base.schemes.get(scheme, {})
        if slug not in known:
            choices = ", ".join(sorted(name for name in known if name))
            yield location, slug, f"is no concept of the scheme {scheme}", f"write one of: {choices}"
    for location, kind, key in _references(record):
        if key not in getattr(base, kind):
            yield location, key, f"is not among the {kind}", f"correct it or add it to kb/data/{kind}"


def _references(record: BaseModel) -> Iterator[Reference]:
    head = getattr(record, "cite", None)
    for location, node in records.nodes(record):
        if isinstance(node, Cite) and node == head and location != ("cite",):
            continue  # inherited: told once, at the head
        for name in [each for each in type(node).model_fields if each in _KINDS]:
            yield from _keys((*location, name), _KINDS[name], getattr(node, name))


def _keys(location: records.Location, kind: str, value: Any) -> Iterator[Reference]:
    if isinstance(value, list):
        yield from (((*location, index), kind, key) for index, key in enumerate(value))
    elif value is not None:
        yield location, kind, value
