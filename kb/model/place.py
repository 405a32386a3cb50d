"""Places: municipalities and statistical regions, with the jurisdiction whose authorities are competent there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.model.identifier import Key
from kb.model.jurisdiction import Jurisdiction
from kb.model.text import Language, Line


class Place(BaseModel):
    """A Belgian municipality (REFNIS code) or a NUTS region (levels 1 to 3).

    ``jurisdictions``: the most special ones; Brussels belongs to its Region and lets one choose between two
    Communities. ``facilities``: the other language in which residents may deal with the administration there; it
    does not change which Community is competent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=r"^(\d{5}|[A-Z]{2}[0-9A-Z]{1,3})$")]
    kind: Literal["municipality", "region"]
    names: Annotated[list[Line], Field(min_length=1)]
    postcodes: list[Line] = []
    jurisdictions: Annotated[list[Jurisdiction], Field(min_length=1)]
    facilities: list[Language] = []
    sources: Annotated[list[Key], Field(min_length=1)]
    checked: date


_BRACKET = re.compile(r" \([^()]*\)$")
_OF_KIND = re.compile(r"(?P<name>.+), (?P<kind>Kreisfreie Stadt|Stadtkreis|Landkreis)$")
_LEADING = re.compile(r"(?:Städteregion|Region|Arr\.(?: de| d’)?|Agglomeratie) ?(?P<name>.+)$")
_TRANSCRIBED = str.maketrans(dict(zip("äöüß", ("ae", "oe", "ue", "ss"), strict=True)))


def folded(text: str) -> str:
    """One form for names however they are typed: no case, no accents, single spaces and plain hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("–", "-"))
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def spellings(name: str) -> set[str]:
    """A name folded, with and without ``ue`` for ``ü``."""
    return {folded(name), folded(name.casefold().translate(_TRANSCRIBED))}


def short_names(code: str, name: str) -> Iterator[str]:
    """What people call a region of the statistics: ``Kreis Kleve``, ``Aachen``, ``Stadt Düsseldorf``, ``Arnhem``."""
    for part in name.split("/"):
        yield part
        if not code.isdigit():
            yield from _of_region(part, is_german=code.startswith("DE"))


def _of_region(name: str, *, is_german: bool) -> Iterator[str]:
    of_kind, leading = _OF_KIND.match(name), _LEADING.match(name)
    base = _BRACKET.sub("", of_kind["name"] if of_kind else leading["name"] if leading else name)
    yield base
    if name.startswith("Arr."):
        yield f"Arrondissement {base}"
    if is_german and not leading:
        is_town = of_kind is not None and of_kind["kind"] != "Landkreis"
        yield from (f"{kind} {base}" for kind in (("Stadt", "Kreisfreie Stadt") if is_town else ("Kreis", "Landkreis")))
