"""Titles as they are compared: without the name of the certificate, one form per gender, with or without rank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.model.qualification import Qualification
from kb.model.text import Language
from kb.search.normal import normal

_CERTIFICATES = re.compile(
    r"^(gesellenzeugnis|meisterbrief|dualer bachelor|brevet in der|titre de competence|certificat de qualification"
    r"|diplome de formation de|brevet d|getuigschrift|diploma van secundair onderwijs onderwijskwalificatie niveau \d"
    r"|bewijs van beroepskwalificatie|gepruefter|geprufter|mbo|staatlich anerkannter|staatlich gepruefter) "
)
_RANKS = re.compile(
    r"\b(eerste|allround|aankomend|basis|leidinggevende|medewerker|vakman|duaal|technicus|monteur|gezel"
    r"|fachkraft|facharbeiter|assistent|helfer)\b"
)
_ADDITIONS = re.compile(r"\s*\([^)]*\)|\bnach (?:dem|der) \w+|, Landesrecht")
_BRANCH = re.compile(r"\s+(?:Fachrichtung|Schwerpunkt|richting|orientation|uitstroom)\s+", re.IGNORECASE)
_ALTERNATIVES = re.compile(r"\s*/\s*|\s+(?:oder|of|ou)\s+")


def names(row: Qualification, predecessors: Iterable[Qualification] = ()) -> dict[Language, list[str]]:
    """The names of a qualification by language, in normal form, the plainest first; then those of its predecessors."""
    found: dict[Language, list[str]] = {row.language: _forms(row.title)}
    for earlier in predecessors:
        found[row.language] += _forms(earlier.title)
    if row.title_feminine:
        found[row.language] += _forms(row.title_feminine)
    if row.title_en:
        found["en"] = _forms(row.title_en)
    return {language: list(dict.fromkeys(forms)) for language, forms in found.items()}


def _forms(title: str) -> list[str]:
    return [form for form in dict.fromkeys(_all_forms(title)) if len(form) > 2]


def _all_forms(title: str) -> Iterator[str]:
    plain = _ADDITIONS.sub("", title)
    yield _stripped(plain)
    for alternative in _ALTERNATIVES.split(plain):
        yield _stripped(alternative)
        trunk, *branches = _BRANCH.split(alternative)
        yield _stripped(trunk)
        yield from (_stripped(f"{trunk} {branch}") for branch in branches)


def _stripped(text: str) -> str:
    return _CERTIFICATES.sub("", normal(text))


def core(form: str) -> str:
    """The form without words of rank, if anything is left."""
    bare = " ".join(_RANKS.sub(" ", form).split())
    return bare if len(bare) > 3 else form
