"""Named queries in, records out: what the answers ask of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TypeVar

import pyoxigraph as ox
from pydantic import BaseModel

from kb.errors import InvalidChoiceError, NotFoundError
from kb.graph import names
from kb.graph.codec import Described, decode, describe
from kb.graph.names import iri
from kb.graph.schema import TYPES
from kb.graph.store import Store
from kb.model.authorisation import Authorisation
from kb.model.authority import Authority
from kb.model.identifier import SCHEMES, scheme_of
from kb.model.jurisdiction import JURISDICTIONS
from kb.model.mapping import Mapping
from kb.model.ordinance import Ordinance
from kb.model.place import Place, short_names, spellings
from kb.model.procedure import Procedure
from kb.model.profession import Profession
from kb.model.qualification import Qualification
from kb.model.rule import Rule
from kb.model.source import Source
from kb.model.unit import Unit, natural
from kb.model.unit_alignment import UnitAlignment
from kb.settings import settings

Record = TypeVar("Record", bound=BaseModel)

_KINDS: dict[type[BaseModel], str] = {
    Authority: "authority",
    Procedure: "procedure",
    Profession: "profession",
    Qualification: "qualification",
    Source: "source",
    Place: "place",
    Mapping: "mapping",
    Rule: "rule",
}

_NOT_FOUND: dict[type[BaseModel], str] = {
    Authority: "No authority {key!r} in this knowledge base.",
    Procedure: "No procedure {key!r} in this knowledge base.",
    Profession: "No profession {key!r} in this knowledge base.",
    Qualification: "No qualification {key!r} in this knowledge base.",
    Source: "No source {key!r} in this knowledge base.",
    Place: "No place {key!r} in this knowledge base.",
    Mapping: "No mapping {key!r} in this knowledge base.",
}


class Catalogue:
    """The records of one release. Answers are kept in memory, since a release never changes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._record = lru_cache(maxsize=4096)(self._read)
        self._pairs = lru_cache(maxsize=4096)(self._read_pairs)
        self.reasons_of = lru_cache(maxsize=4096)(self._read_reasons)
        self._held = lru_cache(maxsize=4096)(self._read_held)

    def qualification(self, key: str) -> Qualification:
        """A qualification by ``scheme:code``; raises NotFoundError, or InvalidChoiceError for an unknown scheme."""
        if scheme_of(key) not in SCHEMES:
            raise InvalidChoiceError(
                "{key!r} is not a qualification.",
                "Write <scheme>:<code>, for example nl-crebo:25656.",
                field="qualification",
                choices=SCHEMES,
                key=key,
            )
        return self._get(Qualification, key.lower())

    def profession(self, key: str) -> Profession:
        """A profession by ``<jurisdiction>/<slug>``."""
        return self._get(Profession, key)

    def procedure(self, key: str) -> Procedure:
        """A procedure by ``<jurisdiction>/<slug>``."""
        return self._get(Procedure, key)

    def authority(self, key: str) -> Authority:
        """An authority by ``<jurisdiction>/<slug>``."""
        return self._get(Authority, key)

    def place(self, code: str) -> Place:
        """A place by its code (REFNIS, NUTS)."""
        return self._get(Place, code)

    @cached_property
    def place_names(self) -> dict[str, list[str]]:
        """Names in lower case, postcodes and codes, to the codes of the places that bear them."""
        found: dict[str, set[str]] = {}
        for row in self.store.select("places_by_name"):
            code = names.key_of(_text(row["place"]))
            found.setdefault(_text(row["text"]).casefold(), set()).add(code)
            found.setdefault(code.casefold(), set()).add(code)
        return _sorted(found)

    @cached_property
    def place_spellings(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Full names, then short ones, as ``kb.model.place`` folds them, to the codes of the places."""
        full: dict[str, set[str]] = {}
        short: dict[str, set[str]] = {}
        for row in self.store.select("places_by_name"):
            code, name = names.key_of(_text(row["place"])), _text(row["text"])
            for found, forms in ((full, [name]), (short, short_names(code, name))):
                for spelling in (each for form in forms for each in spellings(form)):
                    found.setdefault(spelling, set()).add(code)
        return _sorted(full), _sorted(short)

    @cached_property
    def districts(self) -> dict[str, Authority]:
        """The authorities that have a district, of every jurisdiction."""
        keys = (key for jurisdiction in JURISDICTIONS for key in self.records(Authority, jurisdiction))
        return {key: authority for key in sorted(keys) if (authority := self.authority(key)).districts}

    def source(self, key: str) -> Source:
        """A source by its key."""
        return self._get(Source, key)

    def professions_of(self, qualification: str) -> list[tuple[str, str, str]]:
        """Profession, its jurisdiction, and ``main`` or ``related``, over the occupations of a qualification."""
        return sorted(
            (names.key_of(profession), jurisdiction.rpartition("/")[2], _relation(verb))
            for profession, jurisdiction, verb in self._pairs(
                "professions_of_qualification", "qualification", qualification, ("profession", "jurisdiction", "verb")
            )
        )

    def occupations_of(self, qualification: str) -> list[tuple[str, str]]:
        """Occupation slug and ``main`` or ``related``."""
        found = self._pairs("occupations_of_qualification", "qualification", qualification, ("occupation", "verb"))
        return sorted((occupation.rpartition("/")[2], _relation(verb)) for occupation, verb in found)

    def mapping(self, key: str) -> Mapping:
        """A mapping by ``<set>/<subject>--<object>--<direction>``."""
        return self._get(Mapping, key)

    def _read_reasons(self, mapping: str) -> dict[str, str]:
        """Language to the reason of a mapping; English is always there."""
        rows = self.store.select("reasons_of_mapping", {"mapping": iri("mapping", mapping)})
        return {_text(row["language"]): _text(row["reason"]) for row in rows}

    def mappings_of(self, qualification: str) -> list[tuple[str, Mapping]]:
        """The mappings in which a qualification stands on either side, with their keys."""
        found = self._pairs("mappings_of_qualification", "qualification", qualification, ("mapping",))
        return [(names.key_of(mapping), self.mapping(names.key_of(mapping))) for (mapping,) in found]

    def mapping_keys(self, subject: str | None, thing: str | None, status: str | None) -> list[str]:
        """The keys of all mappings with this subject, object and status, each of which may be left open."""
        bindings: dict[str, ox.NamedNode | ox.Literal] = {}
        if subject:
            bindings["subject"] = names.expand(subject)
        if thing:
            bindings["object"] = names.expand(thing)
        if status:
            bindings["status"] = names.concept("mapping-status", status)
        return [names.key_of(_text(row["mapping"])) for row in self.store.select("mappings", bindings)]

    def units_of(self, qualification: str) -> list[Unit]:
        """The units of a qualification, in the order of their codes; empty if none were read."""
        return sorted(self._held("units_of_qualification", Unit, qualification), key=lambda unit: natural(unit.code))

    def unit_alignments(self, subject: str, thing: str) -> list[UnitAlignment]:
        """The rows in which the holder of ``subject`` is seen from the units of ``thing``, in their order."""
        rows = self._held("unit_alignments_of_qualification", UnitAlignment, subject)
        return sorted((row for row in rows if row.object_qualification == thing), key=lambda row: row.order)

    def ordinances_of(self, qualification: str) -> list[Ordinance]:
        """The training ordinances that make a qualification."""
        rows = self.store.select("ordinances_of_qualification", {"qualification": iri("qualification", qualification)})
        described = describe((row["s"], row["p"], row["o"]) for row in rows)
        return [decode(Ordinance, node, described, names.key_of(node)) for node in sorted(described)]

    def pair(self, name: str) -> list[UnitAlignment]:
        """All alignments of a pair (``de-beruf.koch_nl-crebo.25180``), of both directions; empty if there are none."""
        first, _, second = (end.replace(".", ":", 1) for end in name.partition("_"))
        return [*self.unit_alignments(first, second), *self.unit_alignments(second, first)]

    @cached_property
    def authorisations(self) -> dict[str, Authorisation]:
        """Subject (key of a mapping, or pair) to what was last signed of it by both sides."""
        described = describe((row["s"], row["p"], row["o"]) for row in self.store.select("authorisations"))
        found = [decode(Authorisation, node, described) for node in described]
        return {each.subject: each for each in sorted(found, key=lambda each: (each.since, each.version))}

    def compared_with(self, subject: str) -> list[str]:
        """The qualifications whose units are looked at from the holder of ``subject``."""
        rows = self._held("unit_alignments_of_qualification", UnitAlignment, subject)
        return sorted({row.object_qualification for row in rows})

    @cached_property
    def weights(self) -> dict[str, float]:
        """``scheme/slug`` of each concept that the rule of coverage weighs, to its weight or threshold."""
        start = f"{settings().base}scheme/"
        rows = self.store.select("weights")
        return {_text(row["concept"]).removeprefix(start): float(_text(row["weight"])) for row in rows}

    @cached_property
    def directed(self) -> frozenset[tuple[str, str]]:
        """Reserved activity and state whose law also allows it by order or under direction."""
        rows = self.store.select("directed")
        return frozenset((_slug(row["concept"]), _slug(row["state"])) for row in rows)

    def predecessors_of(self, qualification: str) -> list[str]:
        """The qualifications that this one replaced."""
        found = self._pairs("predecessors", "qualification", qualification, ("predecessor",))
        return sorted(names.key_of(predecessor) for (predecessor,) in found)

    def procedures_of(self, profession: str) -> list[Procedure]:
        """The procedures that name a profession."""
        found = self._pairs("procedures_of_profession", "profession", profession, ("procedure",))
        return [self.procedure(names.key_of(procedure)) for (procedure,) in found]

    def procedures_at(self, authority: str) -> list[Procedure]:
        """The procedures in which an authority takes part."""
        found = self._pairs("procedures_of_authority", "authority", authority, ("procedure",))
        return [self.procedure(names.key_of(procedure)) for (procedure,) in found]

    @cached_property
    def general_procedures(self) -> list[Procedure]:
        """The procedures that are open to any qualification."""
        rows = self.store.select("general_procedures")
        return [self.procedure(names.key_of(_text(row["procedure"]))) for row in rows]

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule of law, by key."""
        keys = sorted(names.key_of(_text(row["rule"])) for row in self.store.select("rules"))
        return {key: self._get(Rule, key) for key in keys}

    def adviser(self, host: str) -> str | None:
        """The authority that answers general questions on recognition in a host."""
        rows = self.store.select("advisers", {"host": names.concept("jurisdictions", host)})
        return names.key_of(_text(rows[0]["authority"])) if rows else None

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """``scheme/slug`` of every concept to its label in each language."""
        found: dict[str, dict[str, str]] = {}
        start = f"{settings().base}scheme/"
        for row in self.store.select("labels"):
            label = row["label"]
            if isinstance(label, ox.Literal):
                key = _text(row["concept"]).removeprefix(start)
                found.setdefault(key, {})[label.language or ""] = label.value
        return found

    def label(self, scheme: str, slug: str, language: str) -> str:
        """The label of a concept; every concept has one in each of the four languages."""
        return self.labels[f"{scheme}/{slug}"][language]

    def records(self, kind: type[Record], jurisdiction: str) -> Iterator[str]:
        """The keys of the records of a kind (authority, profession, procedure) in a jurisdiction."""
        bindings = {"class": names.term(TYPES[kind][0]), "jurisdiction": names.concept("jurisdictions", jurisdiction)}
        return (names.key_of(_text(row["record"])) for row in self.store.select("records", bindings))

    def record(self, kind: type[Record], key: str) -> Record:
        """A record of a kind by its key; raises NotFoundError."""
        return self._get(kind, key)

    def _get(self, kind: type[Record], key: str) -> Record:
        found = self._record(kind, key)
        if found is None:
            name = _KINDS[kind]
            raise NotFoundError(_NOT_FOUND[kind], _where_to_look(name), field=name, key=key)
        return found  # type: ignore[return-value]

    def _read(self, kind: type[BaseModel], key: str) -> BaseModel | None:
        node = iri(_KINDS[kind], key)
        described = self._described(node)
        return decode(kind, node.value, described, key) if node.value in described else None

    def _described(self, node: ox.NamedNode) -> Described:
        rows = self.store.select("describe", {"root": node})
        return describe((row["s"], row["p"], row["o"]) for row in rows)

    def _read_held(self, query: str, kind: type[Record], qualification: str) -> tuple[Record, ...]:
        """The records of a kind that belong to a qualification, all by one query."""
        rows = self.store.select(query, {"qualification": iri("qualification", qualification)})
        described = describe((row["s"], row["p"], row["o"]) for row in rows)
        return tuple(decode(kind, node, described) for node in described)

    def _read_pairs(self, query: str, variable: str, key: str, wanted: tuple[str, ...]) -> list[tuple[str, ...]]:
        rows = self.store.select(query, {variable: iri(variable, key)})
        return sorted({tuple(_text(row[name]) for name in wanted) for row in rows})


def _sorted(found: dict[str, set[str]]) -> dict[str, list[str]]:
    return {name: sorted(codes) for name, codes in found.items()}


def _slug(value: object) -> str:
    return _text(value).rpartition("/")[2]


def _relation(verb: str) -> str:
    return "main" if verb.endswith("trainsFor") else "related"


def _text(value: object) -> str:
    return str(getattr(value, "value", value))


def _where_to_look(kind: str) -> str:
    if kind == "qualification":
        return 'Search for it by title or code: drempel find "<title>", or /search?q=<title>.'
    return "Its address is <jurisdiction>/<name>; drempel stats lists what there is."
