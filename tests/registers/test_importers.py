"""The importers on single rows of the compiled tables, one for each hard case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kb.model.qualification import Qualification
from kb.model.source import Source
from kb.read.register import read_register
from kb.read.tsv import read_tsv
from scripts.registers import be_certificates, de_beruf, nl_crebo
from scripts.registers.be_kind import kind_of
from scripts.registers.citation import Citation, citations, cited_in
from scripts.registers.clause import clauses, is_unverified
from scripts.registers.source_list import SourceList, slug_of

NL = ["crebo", "title_nl", "title_en", "dossier_crebo", "dossier_title", "mbo_level", "nlqf", "eqf", "leerweg", "duration_years", "domain", "sbb_sector", "valid_from", "valid_to", "successor_crebo", "predecessor_crebo", "status", "isced_f", "regulated_in_nl", "regulated_profession", "soort_opleiding", "level_basis", "dossier_basis", "source_url", "as_of", "note"]
DE = ["beruf_id", "title_de_m", "title_de_f", "title_en", "kldb2010", "training_months", "legal_basis", "bereich", "dqr", "eqf", "regulated_in_de", "successor_of", "replaced_by", "isco08", "source_url", "as_of", "note", "title_en_source", "dkz_id", "record_type", "fachrichtungen"]
BE = ["be_id", "community", "official_code", "title_original", "language", "title_en", "certificate_type", "level_framework", "level", "eqf", "duration", "regulated_in_be", "awarding_body", "isced_f", "source_url", "as_of", "note"]

KOPPELTABEL = (
    "github:cedanl/instroomprognose-mbo@1dcb2429:data/reference/Opleiding_dimensie.xlsx "
    '(sheet "Koppeltabel 23-24")'
)
FIAUSBV = (
    "https://www.gesetze-im-internet.de/fiausbv/ "
    "[read as eriklueth/gesetze-corpus-data:laws/BJNR025000020/source.xml@ae8682a]"
)
FI_BASIS = (
    "Verordnung über die Berufsausbildung zum Fachinformatiker (FIAusbV) vom 2020-02-28, BGBl I 2020, 250"
)
LAND = {"record_type": "Landesrecht (Gesundheit/Soziales)", "as_of": ""}
DUAL_NOTE = "DQR/EQF by type rule (http://www.hwk-bremen.de/weiterbildung/dqr/)"


def dutch(**cells: str) -> dict[str, str]:
    usual = {
        "crebo": "25736",
        "title_nl": "Eerste monteur",
        "domain": "Zorg en welzijn (79140)",
        "status": "current (cohort 2025 seen)",
        "regulated_in_nl": "unknown",
        "source_url": KOPPELTABEL,
    }
    return dict.fromkeys(NL, "") | usual | cells


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
    return dict.fromkeys(DE, "") | usual | cells


def belgian(**cells: str) -> dict[str, str]:
    usual = {
        "be_id": "be-vl-bk-0243-2",
        "official_code": "BK-0243-2",
        "title_original": "Zorgkundige",
        "language": "nl",
        "certificate_type": "beroepskwalificatie (professional qualification)",
        "regulated_in_be": "unknown",
        "source_url": "https://brf.be/regional/1297459",
    }
    return dict.fromkeys(BE, "") | usual | cells


def from_nl(*rows: dict[str, str]) -> list[Qualification]:
    return nl_crebo.convert(list(rows), SourceList("nl"))


def from_de(*rows: dict[str, str]) -> list[Qualification]:
    return de_beruf.convert(list(rows), SourceList("de"))


def from_be(*rows: dict[str, str]) -> list[Qualification]:
    return be_certificates.convert(list(rows), SourceList("be"))


# Clauses and citations


def test_semicolon_in_brackets_parts_no_clause() -> None:
    note = "DQR by type (Meister/Fachwirt; http://vffw.net/DQR/); no fixed training length"
    assert clauses(note) == [
        "DQR by type (Meister/Fachwirt; http://vffw.net/DQR/)",
        "no fixed training length",
    ]


def test_unverified_speaks_of_the_named_value_only() -> None:
    note = "isced_f: BACKGROUND-UNVERIFIED (compiler mapping; see the API); 13 competences"
    assert is_unverified(note, "isced_f")
    assert not is_unverified(note, "DQR")
    assert is_unverified("all values BACKGROUND-UNVERIFIED", "DQR")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (KOPPELTABEL, Citation(KOPPELTABEL.partition(" (")[0], remark='sheet "Koppeltabel 23-24"')),
        (
            "github:s/laws@91556a80:2015/README.md (bijlage 1; = https://wetten.overheid.nl/BWBR0036352)",
            Citation(
                "https://wetten.overheid.nl/BWBR0036352", "github:s/laws@91556a80:2015/README.md", "bijlage 1"
            ),
        ),
        (
            FIAUSBV,
            Citation(
                "https://www.gesetze-im-internet.de/fiausbv/",
                "github:eriklueth/gesetze-corpus-data@ae8682a:laws/BJNR025000020/source.xml",
            ),
        ),
        (
            "kmein/gesetze:laws/X-BJNR0B30D0024.md@cce3209",
            Citation("github:kmein/gesetze@cce3209:laws/X-BJNR0B30D0024.md"),
        ),
        (
            "github:c/s@db4beccc:oeren/25655_BBL_2025__OER (OUD) - 25655 - MBO.md",
            Citation("github:c/s@db4beccc:oeren/25655_BBL_2025__OER%20(OUD)%20-%2025655%20-%20MBO.md"),
        ),
        ("BACKGROUND-UNVERIFIED", Citation("background")),
        ("", Citation("background")),
    ],
)
def test_source_cells(cell: str, expected: Citation) -> None:
    assert citations(cell) == [expected]


def test_several_sources_keep_their_order() -> None:
    assert [found.url for found in citations("https://b.be/ | https://a.be/ ; https://c.be/")] == [
        "https://b.be/",
        "https://a.be/",
        "https://c.be/",
    ]


def test_addresses_in_a_note_with_their_date() -> None:
    note = "regulation per https://a.be/x (2023-05-15) and https://b.be/y; other"
    assert cited_in(note) == [Citation("https://a.be/x", date="2023-05-15"), Citation("https://b.be/y")]


def test_slugs_are_readable_and_depend_on_the_address_alone() -> None:
    assert slug_of("https://www.gesetze-im-internet.de/destausbv/") == "gesetze-im-internet-de-destausbv"
    long = "https://www.nuffic.nl/onderwijssystemen/belgie-vlaamstalige-regio/overzicht-diplomawaarderingen"
    assert slug_of(long) == "nuffic-nl-onderwijssystemen-belgie-vlaamstalige-regio-3bfeb9"


def test_two_addresses_never_share_a_key() -> None:
    sources = SourceList("be")
    sources.cite(Citation("https://a.be/b-c"))
    with pytest.raises(ValueError, match="share the key be/reg-a-be-b-c"):
        sources.cite(Citation("https://a.be/b/c"))


def test_a_date_counts_only_if_all_rows_agree() -> None:
    sources = SourceList("be")
    for page, dates in {
        "one": ["2023-11-13"],
        "two": ["2022", "2025"],
        "three": ["n.d."],
        "four": ["2012-06"],
    }.items():
        for found in dates:
            sources.cite(Citation(f"https://a.be/{page}"), as_of=found)
    four, one, three, two = sources.sources()
    assert (one.published, one.published_text) == (date(2023, 11, 13), None)
    assert (two.published, two.published_text) == (None, None)
    assert (three.published_text, four.published_text) == ("undated page", "2012-06")


# Netherlands


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
        dutch(
            crebo="25726", regulated_in_nl="false", note="predecessor without Beroepsvereisten in HKS 2015"
        ),
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
    assert row.note is not None and row.note.endswith(
        "domain Zorg en welzijn (79140), dossier 23232 Instructeur mbo"
    )


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


# Germany


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
        german(
            beruf_id="pflegefachmann", title_de_m="Pflegefachmann", successor_of="Altenpfleger/in (AltPflG)"
        ),
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
    (row,) = from_de(
        german(record_type="Gesundheitsfachberuf (Bundesrecht, ab 2027)", note=note, training_months="18")
    )
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


# Belgium


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("be-vl-bk-0243-2", "be-vl:bk-0243-2"),
        ("be-fr-aide-familial", "be-fr:aide-familial"),
        ("be-dg-kinderbetreuer", "be-dg:kinderbetreuer"),
        ("be-fed-code95", "be-fed:code95"),
    ],
)
def test_belgian_codes(identifier: str, expected: str) -> None:
    assert from_be(belgian(be_id=identifier))[0].id == expected


@pytest.mark.parametrize(
    ("note", "reliability"),
    [
        ("ISCED-F as given by the API", "stated"),
        ("13 competences; isced_f: BACKGROUND-UNVERIFIED (compiler mapping)", "unverified"),
        ("", "unverified"),
    ],
)
def test_belgian_isced(note: str, reliability: str) -> None:
    (row,) = from_be(belgian(isced_f="0913", note=note))
    assert (row.isced_f, row.isced_f_reliability) == ("0913", reliability)


@pytest.mark.parametrize(
    ("cell", "answer", "text"),
    [
        ("true: zorgkundige (federal visa)", "yes", "zorgkundige (federal visa)"),
        (
            "partial: not regulated in Flanders; self-employed: Wallonia",
            "partial",
            "not regulated in Flanders; self-employed: Wallonia",
        ),
        ("false: general access certificate", "no", "general access certificate"),
        ("unknown", "unknown", None),
    ],
)
def test_belgian_regulation(cell: str, answer: str, text: str | None) -> None:
    (row,) = from_be(belgian(regulated_in_be=cell))
    assert (row.regulated_at_home, row.regulated_text) == (answer, text)


def test_belgian_levels() -> None:
    seventh = "seventh year after secondary education, vocational: bewijs van beroepskwalificatie"
    rule = "level taken from the general rule for Gesellenzeugnis"
    rows = [
        belgian(level_framework="VKS", level="4", eqf="4"),
        belgian(level_framework="VKS", level="4", eqf="4", certificate_type=seventh),
        belgian(level_framework="QRDG", level="4", note=f"{rule}; EQF level left empty"),
        belgian(level_framework="VKS"),
        belgian(be_id="be-fr-vendeur"),
    ]
    found = [
        (row.level_framework, row.level, row.level_reliability, row.eqf_reliability) for row in from_be(*rows)
    ]
    assert found == [
        ("vks", 4, "stated", "stated"),
        ("vks", 4, "inferred", "inferred"),
        ("qrdg", 4, "inferred", "unknown"),
        ("vks", None, "unknown", "unknown"),
        (None, None, "unknown", "unknown"),
    ]


@pytest.mark.parametrize(
    ("cells", "months", "reliability", "text"),
    [
        ({"duration": "3 years as a rule"}, 36, "stated", "3 years as a rule"),
        ({"duration": "1 school year"}, None, "stated", "1 school year"),
        ({"duration": "valid 5 years"}, None, "unknown", None),
        (
            {"note": "normal length of the stage (2 school years): BACKGROUND-UNVERIFIED"},
            None,
            "unverified",
            "normal length of the stage (2 school years)",
        ),
        (
            {"duration": "3 years; 3.5 years since 2016: BACKGROUND-UNVERIFIED"},
            None,
            "unverified",
            "3 years; 3.5 years since 2016",
        ),
    ],
)
def test_belgian_durations(
    cells: dict[str, str], months: int | None, reliability: str, text: str | None
) -> None:
    (row,) = from_be(belgian(**cells))
    assert (row.duration_months, row.duration_reliability, row.duration_text) == (months, reliability, text)


def test_how_long_a_certificate_is_valid_stands_in_the_note() -> None:
    assert from_be(belgian(duration="valid 5 years"))[0].note == "validity of the certificate: valid 5 years"


API = "github:T/B/public/koppeling.json (copy of https://onderwijs.api.vlaanderen.be/x/structuuronderdeel/)"


@pytest.mark.parametrize(
    ("cells", "status", "reliability"),
    [
        (
            {"note": "13 competences; status ERKEND; newer recognised version exists: BK-0004-3"},
            "current",
            "stated",
        ),
        ({"source_url": API, "note": "part of BK-0139-4"}, "current", "inferred"),
        ({"source_url": API, "note": "from 2025-09-01; gives BK-0243-2"}, "current", "stated"),
        ({"certificate_type": "secondary diploma (pre-reform form)"}, "superseded", "inferred"),
        ({"note": "announced new training occupation"}, "unknown", "unknown"),
        ({"source_url": "BACKGROUND-UNVERIFIED"}, "unknown", "unknown"),
        ({}, "latest-known", "inferred"),
    ],
)
def test_belgian_status(cells: dict[str, str], status: str, reliability: str) -> None:
    (row,) = from_be(belgian(**cells))
    assert (row.status, row.status_reliability) == (status, reliability)


def test_first_day_of_a_flemish_programme() -> None:
    earlier, later = from_be(
        belgian(source_url=API, note="structuuronderdeel 506; valid from 2023-09-01"),
        belgian(
            source_url=API, note="version ADV-0917 ran 2021-09-01 to 2024-08-31, ADV-1612 from 2025-09-01"
        ),
    )
    assert (earlier.valid_from, later.valid_from) == (date(2023, 9, 1), date(2025, 9, 1))


def test_unverified_half_of_a_federal_title_stands_in_the_note() -> None:
    both, one = from_be(
        belgian(title_original="Zorgkundige / Aide-soignant", language="nl/fr"),
        belgian(title_original="Basis / Assistant (FR title: BACKGROUND-UNVERIFIED)", language="nl/fr"),
    )
    assert (both.title, both.language) == ("Zorgkundige / Aide-soignant", "nl")
    assert (one.title, one.note) == ("Basis", "FR title Assistant: BACKGROUND-UNVERIFIED")


def test_code_of_the_qualification_that_a_certificate_gives_is_not_its_own() -> None:
    own, given = from_be(belgian(), belgian(be_id="be-vl-graduaat", official_code="BK-0599-1"))
    assert own.official_code == "BK-0243-2"
    assert (given.official_code, given.note) == (None, "code of the beroepskwalificatie: BK-0599-1")


def test_unmapped_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="add its beginning to KINDS"):
        kind_of("certificate of attendance")


# Whole tables


WRITERS: list[tuple[Callable[[Path, Path], None], list[str], list[dict[str, str]], list[str]]] = [
    (nl_crebo.write, NL, [dutch(crebo="25655"), dutch(crebo="25480", successor_crebo="25655")], ["nl-crebo"]),
    (de_beruf.write, DE, [german(), german(beruf_id="elektroniker", note="tab\there")], ["de-beruf"]),
    (
        be_certificates.write,
        BE,
        [belgian(), belgian(be_id="be-fed-code95"), belgian(be_id="be-dg-x"), belgian(be_id="be-fr-y")],
        ["be-vl", "be-fr", "be-dg", "be-fed"],
    ),
]


@pytest.mark.parametrize(("write", "columns", "rows", "schemes"), WRITERS)
def test_written_tables_read_back_and_are_the_same_each_time(
    write: Callable[[Path, Path], None],
    columns: list[str],
    rows: list[dict[str, str]],
    schemes: list[str],
    tmp_path: Path,
) -> None:
    origin = tmp_path / "compiled.csv"
    quoted = [["" + '"' + row[name].replace('"', '""') + '"' for name in columns] for row in rows]
    origin.write_text("\n".join([",".join(columns), *(",".join(cells) for cells in quoted)]), "utf-8")
    write(origin, tmp_path / "one")
    write(origin, tmp_path / "two")
    written = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(written) == 2 * len(schemes) + 1
    for path in written:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
    found = [
        row for scheme in schemes for row in read_register(tmp_path / "one" / "registers" / f"{scheme}.tsv")
    ]
    assert len(found) == len(rows)
    listed = read_tsv(tmp_path / "one" / "sources" / f"{schemes[0][:2]}.tsv", Source)
    assert {key for row in found for key in row.sources} == {source.id for source in listed}
    meta = yaml.safe_load((tmp_path / "one" / "registers" / f"{schemes[0]}.meta.yaml").read_text("utf-8"))
    assert set(meta["title"]) == set(meta["description"]) == {"nl", "de", "fr", "en"}
    assert meta["origin"]["rows"] == len(rows)


def test_a_code_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    origin = tmp_path / "compiled.csv"
    row = dutch(source_url="https://www.mboraad.nl/english/relation-tot-eqf")
    line = ",".join(row[name] for name in NL)
    origin.write_text("\n".join([",".join(NL), line, line]), "utf-8")
    with pytest.raises(ValueError, match="stand twice"):
        nl_crebo.write(origin, tmp_path)
