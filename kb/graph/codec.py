"""Records to quads and back: one table of names (``kb.graph.schema``), both directions."""

from __future__ import annotations

import types
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import pyoxigraph as ox
from pydantic import BaseModel

from kb.graph import names
from kb.graph.names import RDF_TYPE, XSD, term
from kb.graph.schema import CODES, COMPACT, IN_ENGLISH, REFERENCES, TYPES, predicate
from kb.model.cite import Cite
from kb.model.concept import In
from kb.model.fact import Missing, Unknown
from kb.model.text import OfficialName, Text

Record = TypeVar("Record", bound=BaseModel)
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Described = dict[str, dict[str, list[Term]]]
"""Subject IRI to predicate IRI to objects."""

_FLAT = (Cite, Missing)
"""Records without a node of their own: their fields stand on the fact that holds them."""


@dataclass(frozen=True)
class Slot:
    """What a field of a record takes: how many, of what kind, referring to which scheme or kind of record."""

    name: str
    predicate: ox.NamedNode
    many: bool
    item: type
    scheme: str | None
    reference: str | None
    may_be_unknown: bool
    language: str | None = None
    """The language of a text that has only one in the record, while others may stand beside it in the graph."""


@lru_cache(maxsize=256)
def slots(kind: type[BaseModel]) -> tuple[Slot, ...]:
    """The slots of a record class, in the order of its fields; ``id`` is the IRI and has none."""
    return tuple(_slot(kind, name) for name in kind.model_fields if name != "id")


def _slot(kind: type[BaseModel], name: str) -> Slot:
    field = kind.model_fields[name]
    plain, many, unknown, marks = _unwrap(field.annotation)
    scheme = next((mark.scheme for mark in (*field.metadata, *marks) if isinstance(mark, In)), CODES.get(name))
    reference = REFERENCES.get(name) if plain is str else None
    # the answer of a Start or Regulated and the scheme of a qualification are closed lists of strings
    language = "en" if (kind, name) in IN_ENGLISH else None
    verb = term(predicate(kind, name))
    return Slot(name, verb, many, plain, scheme if plain is str else None, reference, unknown, language)


def _unwrap(annotation: Any) -> tuple[type, bool, bool, tuple[Any, ...]]:
    """Plain type, whether it is a list, whether ``Unknown`` may stand instead, and marks found on the way."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        plain, many, unknown, marks = _unwrap(arguments[0])
        return plain, many, unknown, (*arguments[1:], *marks)
    if origin in (Union, types.UnionType):
        others = [argument for argument in arguments if argument not in (type(None), Unknown)]
        plain, many, _, marks = _unwrap(others[0])
        return plain, many, Unknown in arguments, marks
    if origin is list:
        plain, _, _, marks = _unwrap(arguments[0])
        return plain, True, False, marks
    if origin is Literal:
        return str, False, False, ()
    return annotation, False, False, ()


def encode(
    record: BaseModel, node: ox.NamedNode, graph: ox.NamedNode, root: ox.NamedNode | None = None
) -> Iterator[ox.Quad]:
    """The quads of a record. Nested records get the IRI of the whole with ``#<field>-<n>`` and ``def:partOf`` it."""
    for name in TYPES.get(type(record), ()):
        yield ox.Quad(node, RDF_TYPE, term(name), graph)
    if root is not None:
        yield ox.Quad(node, term("def:partOf"), root, graph)
    yield from _fields(record, node, graph, root or node)


def _fields(record: BaseModel, node: ox.NamedNode, graph: ox.NamedNode, root: ox.NamedNode) -> Iterator[ox.Quad]:
    for slot in slots(type(record)):
        value = getattr(record, slot.name)
        for index, item in enumerate(value if isinstance(value, list) else [value], 1):
            if isinstance(item, _FLAT):
                yield from _fields(item, node, graph, root)
            elif isinstance(item, Text | OfficialName):
                yield from (ox.Quad(node, slot.predicate, literal, graph) for literal in _texts(item))
            elif isinstance(item, BaseModel):
                nested = _nested(node, slot.name, index)
                yield ox.Quad(node, slot.predicate, nested, graph)
                yield from encode(item, nested, graph, root)
            elif item is not None:
                yield ox.Quad(node, slot.predicate, _object(slot, item, record), graph)


def _nested(node: ox.NamedNode, field: str, index: int) -> ox.NamedNode:
    joint = "." if "#" in node.value else "#"
    return ox.NamedNode(f"{node.value}{joint}{field}-{index}")


def _texts(text: Text | OfficialName) -> Iterator[ox.Literal]:
    if isinstance(text, OfficialName):
        yield ox.Literal(text.text, language=text.lang)
    else:
        yield from (ox.Literal(value, language=language) for language, value in text)


def _object(slot: Slot, value: Any, record: BaseModel) -> ox.NamedNode | ox.Literal:
    if slot.scheme:
        return names.concept(slot.scheme, value)
    if slot.name in COMPACT:
        return names.expand(value)
    if slot.reference:
        return names.iri(slot.reference, value)
    if slot.language:
        return ox.Literal(value, language=slot.language)
    if slot.name == "title" and hasattr(record, "language") and record.language:
        return ox.Literal(value, language=record.language)
    return _literal(value)


def _literal(value: Any) -> ox.Literal:
    if isinstance(value, bool):
        return ox.Literal("true" if value else "false", datatype=ox.NamedNode(f"{XSD}boolean"))
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))
    if isinstance(value, float):
        return ox.Literal(f"{value:g}", datatype=ox.NamedNode(f"{XSD}double"))
    if isinstance(value, Decimal):
        return ox.Literal(f"{value:f}", datatype=ox.NamedNode(f"{XSD}decimal"))
    if isinstance(value, date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
    return ox.Literal(str(value))


def describe(rows: Iterable[tuple[Term, Term, Term]]) -> Described:
    """Group triples by subject and predicate."""
    described: Described = defaultdict(lambda: defaultdict(list))
    for subject, verb, thing in rows:
        described[_value(subject)][_value(verb)].append(thing)
    return described


def decode(kind: type[Record], node: str, described: Described, key: str | None = None) -> Record:
    """The record of a node out of its description; the inverse of ``encode`` (lists of plain values come sorted)."""
    data: dict[str, Any] = _data(kind, node, described)
    if key is not None and "id" in kind.model_fields:
        data["id"] = key
    return kind.model_validate(data)


def _data(kind: type[BaseModel], node: str, described: Described) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for slot in slots(kind):
        if slot.item in _FLAT:
            found[slot.name] = _data(slot.item, node, described)
            continue
        objects = described.get(node, {}).get(slot.predicate.value, [])
        if objects:
            found[slot.name] = _values(slot, objects, described)
    return found


def _values(slot: Slot, objects: list[Term], described: Described) -> Any:
    if slot.item is Text:
        return {literal.language: literal.value for literal in objects if isinstance(literal, ox.Literal)}
    if slot.item is OfficialName:
        texts = sorted((_value(literal), getattr(literal, "language", None)) for literal in objects)
        named = [{"text": text, "lang": language} for text, language in texts]
        return named if slot.many else named[0]
    if isinstance(slot.item, type) and issubclass(slot.item, BaseModel):
        return _nested_values(slot, objects, described)
    plain = sorted(_plain(slot, thing) for thing in objects if _speaks(slot, thing))
    return plain if slot.many else plain[0]


def _speaks(slot: Slot, thing: Term) -> bool:
    return slot.language is None or (isinstance(thing, ox.Literal) and thing.language == slot.language)


def _nested_values(slot: Slot, objects: list[Term], described: Described) -> Any:
    nested = sorted((_value(thing) for thing in objects), key=lambda name: int(name.rpartition("-")[2]))
    if slot.may_be_unknown and term("def:Unknown") in described[nested[0]].get(RDF_TYPE.value, []):
        return _data(Unknown, nested[0], described)
    values = [_data(slot.item, name, described) for name in nested]
    return values if slot.many else values[0]


def _plain(slot: Slot, thing: Term) -> str:
    value = _value(thing)
    if slot.scheme:
        return value.rpartition("/")[2]
    if slot.name in COMPACT:
        return names.contract(value)
    return names.key_of(value) if slot.reference else value


def _value(thing: Term) -> str:
    if isinstance(thing, ox.Triple):
        raise TypeError("quoted triples have no place in this graph")
    return thing.value
