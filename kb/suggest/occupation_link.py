"""From a qualification to ESCO occupations: by the national titles of the crosswalks, and by ESCO's own labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb.model.crosswalk import Crosswalk
from kb.model.esco_name import EscoName
from kb.model.text import LANGUAGES, Language
from kb.search.normal import normal
from kb.suggest.likeness import NameIndex, best
from kb.suggest.title import core

_RELATIONS = {
    "skos:exactMatch": 1.0,
    "skos:closeMatch": 0.9,
    "skos:broadMatch": 0.6,
    "skos:narrowMatch": 0.5,
    "skos:relatedMatch": 0.3,
}
_TABLES = {
    "nl-crebo": "nl-boc_esco",
    "de-beruf": "de-dkz_esco",
    "be-dg": "de-dkz_esco",
    "be-vl": "be-competent_esco",
    "be-fr": "be-competent_esco",
}
_KEPT = 8
_SUFFIX = re.compile(r"\s*(?:\([^)]*\)|-\s.*$)")


@dataclass(frozen=True)
class Link:
    """An ESCO occupation of a qualification: how surely (0-1), and through which name."""

    weight: float
    through: str


Links = dict[str, Link]


class Crosswalks:
    """The national tables: from a title to national occupations to ESCO."""

    def __init__(self, tables: dict[str, list[Crosswalk]]) -> None:
        self._rows: dict[str, dict[str, list[Crosswalk]]] = {}
        self._index: dict[tuple[str, str], NameIndex] = {}
        for name, rows in tables.items():
            by_code: dict[str, list[Crosswalk]] = defaultdict(list)
            for row in rows:
                by_code[row.subject_id].append(row)
            self._rows[name] = by_code
            self._index[name, ""] = NameIndex(
                (form, row.subject_id) for row in rows for form in _national_forms(row.subject_label)
            )
            self._index[name, "fr"] = NameIndex(
                (form, row.subject_id) for row in rows for form in _national_forms(row.subject_label_fr or "")
            )

    def links(self, scheme: str, forms: Iterable[str], least: float = 0.6) -> Links:
        """The ESCO occupations of the national occupations whose title is like one of the forms."""
        table = _TABLES.get(scheme)
        if table not in self._rows:
            return {}
        index = self._index[table, "fr" if scheme == "be-fr" else ""]
        found: Links = {}
        for code, (likeness, name) in sorted(best([index.like(form, least) for form in forms]).items()):
            for row in self._rows[table][code]:
                weight = round(likeness * likeness * _RELATIONS[row.predicate_id], 4)
                link = Link(weight, f"{name} ({code}) {row.predicate_id.removeprefix('skos:')}")
                found[row.object_id] = max(found.get(row.object_id, link), link, key=_by_weight)
        return _strongest(found)


def _national_forms(label: str) -> list[str]:
    """Both gender forms of a national title, without what is added in brackets or behind a dash."""
    plain = _SUFFIX.sub("", label)
    return [form for part in (plain, *plain.split("/")) if (form := normal(part))]


class Dictionary:
    """ESCO's labels: from a title in one language to occupations."""

    def __init__(self, names: Iterable[EscoName]) -> None:
        entries: dict[Language, set[tuple[str, str]]] = {language: set() for language in LANGUAGES}
        for name in names:
            for language in LANGUAGES:
                for label in name.labels(language):
                    entries[language].update((normal(part), name.id) for part in (label, *label.split("/")))
        self._index = {language: NameIndex(found) for language, found in entries.items()}

    def links(self, forms: dict[Language, list[str]], least: float = 0.5) -> Links:
        """The occupations whose label is like one of the forms, or like its core."""
        found: Links = {}
        for language, texts in forms.items():
            index = self._index[language]
            own = best([index.like(text, least) for text in texts])
            bare = best([index.like(text, least) for text in map(core, texts) if text not in texts])
            for factor, hits in ((1.0, own), (0.8, bare)):
                for key, (likeness, label) in sorted(hits.items()):
                    link = Link(round(factor * likeness * likeness, 4), f"{label} [{language}]")
                    found[key] = max(found.get(key, link), link, key=_by_weight)
        return _strongest(found)


def _by_weight(link: Link) -> tuple[float, str]:
    return link.weight, link.through


def _strongest(found: Links) -> Links:
    ordered = sorted(found.items(), key=lambda pair: (-pair[1].weight, pair[0]))
    return dict(ordered[:_KEPT])
