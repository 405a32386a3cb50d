"""The German importer on single rows of the compiled table, one for each hard case."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from kb.model.qualification import Qualification
from scripts.registers import de_beruf
from scripts.registers.ordinance import Ordinance
from scripts.registers.source_list import SourceList

FIAUSBV = (
    "https://www.gesetze-im-internet.de/fiausbv/ "
    "[read as eriklueth/gesetze-corpus-data:laws/BJNR025000020/source.xml@ae8682a]"
)
FI_BASIS = "Verordnung über die Berufsausbildung zum Fachinformatiker (FIAusbV) vom 2020-02-28, BGBl I 2020, 250"
LAND = {"record_type": "Landesrecht (Gesundheit/Soziales)", "as_of": ""}
DUAL_NOTE = "DQR/EQF by type rule (http://www.hwk-bremen.de/weiterbildung/dqr/)"


def german(**cells: str) -> dict[str, str]:
    usual = {
        "beruf_id": "fachinformatiker",
        "title_de_m": "Fachinformatiker",
        "legal_basis": FI_BASIS,
        "bereich": "IHK",
        "regulated_in_de": "false",
        "source_url": FIAUSBV,
        "as_of": "2026-04-29",
        "record_type": "anerkannter Ausbildungsberuf",
    }
    return defaultdict(str, usual | cells)


def from_de(*rows: dict[str, str]) -> list[Qualification]:
    return de_beruf.convert(list(rows), SourceList("de"))


def test_german_dual_occupation() -> None:
    sources = SourceList("de")
    row = german(
        dqr="4",
        eqf="4",
        training_months="36",
        bereich="IHK|HwK",
        fachrichtungen="A|B",
        note=DUAL_NOTE,
        kldb2010="43102",
    )
    (found,) = de_beruf.convert([row], sources)
    assert (found.level, found.level_reliability, found.eqf_reliability) == (4, "inferred", "inferred")
    assert found.level_basis == DUAL_NOTE
    assert (found.status, found.status_reliability, found.kldb) == ("current", "stated", "43102")
    assert (found.field, found.specialisations) == ("IHK, HwK", ["A", "B"])
    assert found.regulated_at_home == "no" and found.regulated_text
    law = next(source for source in sources.sources() if source.kind == "law")
    assert law.title == "Verordnung über die Berufsausbildung zum Fachinformatiker (FIAusbV)"
    assert (law.published, law.identifier) == (date(2020, 2, 28), "BJNR025000020")
    assert law.note is not None and "read in a copy: github:eriklueth/" in law.note


def test_german_law_with_another_short_title_keeps_its_address_as_title() -> None:
    sources = SourceList("de")
    de_beruf.convert([german(source_url=FIAUSBV.replace("fiausbv", "destausbv"))], sources)
    (law,) = sources.sources()
    assert law.title == "Bundesrecht: destausbv (gesetze-im-internet.de/destausbv)"
    assert law.published is None


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ({"note": "self-employed practice is zulassungspflichtig (Anlage A HwO Nr. 25)"}, "partial"),
        ({"note": "driving itself needs licence C/CE"}, "partial"),
        (
            {
                "record_type": "Meister (Handwerk, Anlage A)",
                "regulated_in_de": "true",
                "note": "employment not regulated",
            },
            "partial",
        ),
        ({"record_type": "Gesundheitsfachberuf (Bundesrecht)", "regulated_in_de": "true"}, "yes"),
        ({"record_type": "Fortbildungsabschluss (BBiG/HwO)"}, "unknown"),
        (LAND | {"note": "regulated flag uncertain"}, "unknown"),
        (LAND | {"note": "all values BACKGROUND-UNVERIFIED"}, "unknown"),
    ],
)
def test_german_regulation(cells: dict[str, str], answer: str) -> None:
    assert from_de(german(**cells))[0].regulated_at_home == answer


@pytest.mark.parametrize(
    ("note", "level", "duration"),
    [
        ("DQR/EQF value BACKGROUND-UNVERIFIED (not read in a DQR list)", "unverified", "stated"),
        ("DQR 6 by Fachschule type (BACKGROUND-UNVERIFIED for this title)", "unverified", "stated"),
        ("duration, DQR and legal basis BACKGROUND-UNVERIFIED", "unverified", "unverified"),
        ("all values BACKGROUND-UNVERIFIED", "unverified", "unverified"),
        ("DQR 6 read at a NRW Berufskolleg page; three years incl. Berufspraktikum", "stated", "stated"),
        ("usually two years; DQR by type", "inferred", "inferred"),
    ],
)
def test_german_reliability_is_read_from_the_note(note: str, level: str, duration: str) -> None:
    (row,) = from_de(german(**LAND, dqr="4", eqf="4", training_months="24", note=note))
    assert (row.level_reliability, row.eqf_reliability, row.duration_reliability) == (level, level, duration)


def test_german_unverified_codes_and_laws_stand_in_the_note_only() -> None:
    (row,) = from_de(
        german(
            **LAND,
            kldb2010="81301",
            isco08="5321",
            legal_basis="Landesrecht (NRW); KMK-Rahmenvereinbarung (BACKGROUND-UNVERIFIED)",
            note="KldB BACKGROUND-UNVERIFIED",
        )
    )
    assert (row.kldb, row.isco, row.legal_basis) == (None, None, "Landesrecht (NRW)")
    assert row.note == (
        "KldB BACKGROUND-UNVERIFIED; legal_basis: KMK-Rahmenvereinbarung (BACKGROUND-UNVERIFIED); "
        "not taken over, unverified: KldB 81301, ISCO 5321"
    )


@pytest.mark.parametrize(
    ("named", "title", "reliability"),
    [
        ("Kanalbauer/in für Infrastrukturtechnik", "Kanalbauer für Infrastrukturtechnik", "stated"),
        ("Kaufmann/Kauffrau für Mobilität (inferred)", "Kaufmann für Mobilität", "inferred"),
        ("Pflegefachassistent/in (federal, 2027)", "Pflegefachassistent", "stated"),
        ("Bautechnischer Konstrukteur/Bautechnische Konstrukteurin", "Bautechnischer Konstrukteur", "stated"),
    ],
)
def test_german_successors_by_title(named: str, title: str, reliability: str) -> None:
    old, _ = from_de(
        german(beruf_id="old", title_de_m="Old", replaced_by=named), german(beruf_id="new", title_de_m=title)
    )
    assert (old.replaced_by, old.replaced_by_reliability) == (["de-beruf:new"], reliability)


def test_german_predecessor_in_force_is_not_superseded() -> None:
    nurse, geriatric = from_de(
        german(beruf_id="pflegefachmann", title_de_m="Pflegefachmann", successor_of="Altenpfleger/in (AltPflG)"),
        german(beruf_id="altenpfleger", title_de_m="Altenpfleger"),
    )
    assert nurse.replaces_text == "Altenpfleger/in (AltPflG)"
    assert (geriatric.status, geriatric.replaced_by) == ("current", [])


@pytest.mark.parametrize(
    ("cells", "status", "reliability"),
    [
        (
            {"record_type": "frueherer Ausbildungsberuf", "note": "superseded: gone in 2026-08-19"},
            "superseded",
            "inferred",
        ),
        (
            {"record_type": "frueherer Ausbildungsberuf", "note": "superseded (transitional rule read)"},
            "superseded",
            "stated",
        ),
        (
            {"record_type": "frueherer Gesundheitsfachberuf", "legal_basis": "KrPflG, repealed 2019"},
            "superseded",
            "stated",
        ),
        (LAND, "latest-known", "inferred"),
        (LAND | {"note": "all values BACKGROUND-UNVERIFIED"}, "latest-known", "unverified"),
    ],
)
def test_german_status(cells: dict[str, str], status: str, reliability: str) -> None:
    (row,) = from_de(german(**cells))
    assert (row.status, row.status_reliability) == (status, reliability)


def test_german_occupation_that_begins_later() -> None:
    note = "federal Act, start 1 January 2027, 18 months full time"
    (row,) = from_de(german(record_type="Gesundheitsfachberuf (Bundesrecht, ab 2027)", note=note, training_months="18"))
    assert (row.status, row.valid_from, row.duration_text) == ("latest-known", date(2027, 1, 1), note)


def test_german_english_titles() -> None:
    guessed, listed, none = from_de(
        german(beruf_id="a", title_en="Nurse", title_en_source="BACKGROUND-UNVERIFIED"),
        german(beruf_id="b", title_en="Bank clerk", title_en_source="azapa.de list https://azapa.de/form"),
        german(beruf_id="c"),
    )
    assert [guessed.title_en_reliability, listed.title_en_reliability, none.title_en_reliability] == [
        "unverified",
        "stated",
        "unknown",
    ]
    assert "de/reg-azapa-de-form" in listed.sources


def test_row_without_source_rests_on_background() -> None:
    sources = SourceList("de")
    (row,) = de_beruf.convert([german(source_url="BACKGROUND-UNVERIFIED")], sources)
    assert row.sources == ["de/background"]
    assert sources.sources() == []


def test_the_ordinance_tells_its_first_and_its_last_day() -> None:
    law = Ordinance("BJNR025000020", "FIAusbV", date(2020, 8, 1), None, "§ 43", ())
    (row,) = de_beruf.convert([german()], SourceList("de"), [law])
    assert (row.valid_from, row.valid_to, row.status) == (date(2020, 8, 1), None, "current")
    ended = Ordinance("BJNR025000020", "FIAusbV", None, date(2026, 7, 31), "§ 9", ())
    old = german(record_type="frueherer Ausbildungsberuf", note="superseded: gone in 2026-08-19")
    (row,) = de_beruf.convert([old], SourceList("de"), [ended])
    assert (row.valid_to, row.status_reliability) == (date(2026, 7, 31), "stated")
