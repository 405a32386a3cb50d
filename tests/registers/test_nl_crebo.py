"""The Dutch importer on single rows of the compiled table, one for each hard case."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from kb.errors import DrempelError
from kb.model.qualification import Qualification
from kb.read.register import read_register
from scripts.registers import nl_crebo
from scripts.registers.nl_readings import readings, with_readings
from scripts.registers.source_list import SourceList
from scripts.registers.table import DATA

KOPPELTABEL = (
    'github:cedanl/instroomprognose-mbo@1dcb2429:data/reference/Opleiding_dimensie.xlsx (sheet "Koppeltabel 23-24")'
)


def dutch(**cells: str) -> dict[str, str]:
    usual = {
        "crebo": "25736",
        "title_nl": "Eerste monteur",
        "domain": "Zorg en welzijn (79140)",
        "status": "current (cohort 2025 seen)",
        "regulated_in_nl": "unknown",
        "source_url": KOPPELTABEL,
    }
    return defaultdict(str, usual | cells)


def from_nl(*rows: dict[str, str]) -> list[Qualification]:
    return nl_crebo.convert(list(rows), SourceList("nl"))


def test_dutch_levels_keep_their_basis() -> None:
    rows = [
        dutch(crebo="25001", mbo_level="4", eqf="4", level_basis="HKS 2015 list"),
        dutch(crebo="25002", mbo_level="3", eqf="3", level_basis="inferred: level of predecessor(s) 25001"),
        dutch(crebo="25003", mbo_level="2", eqf="2", level_basis="label N2 in school document name"),
        dutch(crebo="27121", mbo_level="4", eqf="4", level_basis="school OER filed under this code"),
        dutch(crebo="25005"),
    ]
    found = [(row.level, row.level_reliability, row.eqf, row.eqf_reliability) for row in from_nl(*rows)]
    assert found == [
        (4, "stated", 4, "stated"),
        (3, "inferred", 3, "inferred"),
        (2, "inferred", 2, "inferred"),
        (4, "unverified", 4, "unverified"),
        (None, "unknown", None, "unknown"),
    ]


@pytest.mark.parametrize(
    ("words", "status", "reliability"),
    [
        ("current (cohort 2025 seen); revised KD 2026 exists, new crebo not read", "current", "stated"),
        ("superseded", "superseded", "stated"),
        ("superseded (inferred)", "superseded", "inferred"),
        ("probably superseded", "superseded", "inferred"),
        ("latest known version (no successor found)", "latest-known", "inferred"),
        ("cross-over qualification (26xxx series), in koppeltabel 2023-24", "unknown", "unknown"),
        ("UNVERIFIED code", "unknown", "unverified"),
    ],
)
def test_dutch_status(words: str, status: str, reliability: str) -> None:
    (row,) = from_nl(dutch(status=words))
    assert (row.status, row.status_reliability, row.status_text) == (status, reliability, words)


def test_dutch_successors_are_inferred_and_unknown_ones_go_to_the_note() -> None:
    old, new, lost = from_nl(
        dutch(crebo="25480", successor_crebo="25655", note="successor basis: PROBABLE (not read)"),
        dutch(crebo="25655", predecessor_crebo="25480"),
        dutch(crebo="25481", successor_crebo="25655 or 29999", predecessor_crebo="25480"),
    )
    assert (old.replaced_by, old.replaced_by_reliability) == (["nl-crebo:25655"], "inferred")
    assert (new.replaced_by, new.replaced_by_reliability, new.note) == ([], "unknown", None)
    assert lost.replaced_by == ["nl-crebo:25655"]
    assert lost.note == "successor not in the register: 29999; predecessor in the compiled table: 25480"


@pytest.mark.parametrize(
    ("flag", "profession", "note", "answer"),
    [
        ("true", "verpleegkundige (Wet BIG art. 3, BIG-register)", "", "yes"),
        ("false", "", "no entry in column Beroepsvereisten of HKS 2015", "no"),
        ("false", "", "predecessor without Beroepsvereisten in HKS 2015", "no"),
        ("false", "not on the list of regulated teaching occupations in BWBR0023393", "", "no"),
        ("false", "", "installation trade is free (installq.nl/faq), employer designates persons", "no"),
        ("false", "", "no statutory access rule found", "unknown"),
        ("false", "", "KD version 2024", "unknown"),
        ("false", "", "no entry in column Beroepsvereisten of HKS 2015; activity rule: F-gas", "partial"),
        ("unknown", "", "activity rule: F-gas", "partial"),
        ("unknown", "", "", "unknown"),
    ],
)
def test_dutch_regulation_is_no_only_with_a_basis(flag: str, profession: str, note: str, answer: str) -> None:
    (row,) = from_nl(dutch(regulated_in_nl=flag, regulated_profession=profession, note=note))
    assert row.regulated_at_home == answer
    assert row.regulated_text or answer == "unknown"


def test_dutch_no_falls_if_another_predecessor_is_regulated() -> None:
    _, row = from_nl(
        dutch(crebo="25143", regulated_in_nl="true", regulated_profession="Wft", successor_crebo="25726"),
        dutch(crebo="25726", regulated_in_nl="false", note="predecessor without Beroepsvereisten in HKS 2015"),
    )
    assert row.regulated_at_home == "unknown"
    assert row.regulated_text is not None and row.regulated_text.endswith("for the predecessor 25143")


def test_dutch_cross_over_is_not_put_into_the_dossier_before_it() -> None:
    (row,) = from_nl(
        dutch(
            crebo="26003",
            status="cross-over qualification (26xxx series), in koppeltabel 2023-24",
            dossier_crebo="23232",
            dossier_title="Instructeur mbo",
            dossier_basis="inferred from koppeltabel block order",
        )
    )
    assert (row.kind, row.field, row.dossier, row.dossier_reliability) == (
        "mbo-crossover",
        None,
        None,
        "unknown",
    )
    assert row.note is not None and row.note.endswith("domain Zorg en welzijn (79140), dossier 23232 Instructeur mbo")


def test_dutch_details() -> None:
    (row,) = from_nl(
        dutch(
            crebo="27145",
            title_nl="Mbo-Verpleegkundige (KD 2026?)",
            status="UNVERIFIED code",
            leerweg="BOL/BBL",
            duration_years="1.5",
            dossier_crebo="23267",
            dossier_basis="inferred from koppeltabel block order",
            valid_from="2026 (KD version 2026)",
            domain="(Entree: not assigned to a domain)",
            note="still used for a cohort 2025 document",
        )
    )
    assert (row.title, row.status_text) == ("Mbo-Verpleegkundige", "UNVERIFIED code (KD 2026?)")
    assert (row.pathways, row.field) == (["BOL", "BBL"], None)
    assert (row.duration_months, row.duration_reliability) == (Decimal(18), "inferred")
    assert (row.dossier, row.dossier_reliability) == ("23267", "inferred")
    assert (row.valid_from, row.valid_from_text) == (None, "2026 (KD version 2026)")
    assert row.note == "still used for a cohort 2025 document; Entree: not assigned to a domain"


def test_dutch_sources() -> None:
    sources = SourceList("nl")
    oer = "github:cedanl/samenwijzer@db4beccc:oeren/talland_oeren/25119_BBL_2025__talland-Uitvoerder.md"
    cell = f"{KOPPELTABEL} ; {oer} ; https://www.mboraad.nl/english/relation-tot-eqf (EQF/NLQF)"
    (row,) = nl_crebo.convert([dutch(source_url=cell, note="is free (installq.nl/faq)")], sources)
    found = {source.id: source for source in sources.sources()}
    assert set(row.sources) == set(found) and len(found) == 4
    regulations = found[row.sources[1]]
    assert regulations.title == "Talland College: OER/examenplan 25119, BBL, cohort 2025"
    assert (regulations.kind, regulations.published_text, regulations.url) == (
        "authority",
        "cohort 2025",
        oer,
    )
    assert found[row.sources[0]].published_text == "2023-24"


def reading(**cells: str) -> dict[str, str]:
    usual = {"code": "25736", "level": "3", "level_reliability": "inferred", "level_basis": "inferred: a page names it"}
    return defaultdict(str, usual | {"sources": "nl/some-page", "checked": "2026-11-27"} | cells)


def test_a_reading_fills_the_level_and_names_its_source() -> None:
    (row,) = with_readings(from_nl(dutch(dossier_crebo="23290", dossier_basis="inferred from order")), [reading()])
    assert (row.level, row.level_reliability, row.eqf) == (3, "inferred", 3)
    assert row.level_basis == "inferred: a page names it"
    assert "nl/some-page" in row.sources
    assert (row.dossier, row.dossier_reliability) == ("23290", "inferred")


def test_a_dossier_that_a_document_names_is_stated() -> None:
    named = reading(dossier="23250", dossier_title="Boulangerie", dossier_basis="school OER")
    (row,) = with_readings(from_nl(dutch()), [named])
    assert (row.dossier, row.dossier_title, row.dossier_reliability) == ("23250", "Boulangerie", "stated")


def test_a_reading_never_replaces_a_stated_level() -> None:
    stated = dutch(mbo_level="4", eqf="4", level_basis="HKS 2015 list")
    with pytest.raises(DrempelError, match="25736 is stated already"):
        with_readings(from_nl(stated), [reading()])


def test_every_reading_stands_in_the_register() -> None:
    rows = {row.code: row for row in read_register(DATA / "registers" / "nl-crebo.tsv")}
    lost = [row["code"] for row in readings() if str(rows[row["code"]].level) != row["level"]]
    assert not lost
