"""The Belgian importer on single rows of the compiled table, one for each hard case."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from kb.model.qualification import Qualification
from scripts.registers import be_certificates
from scripts.registers.be_kind import kind_of
from scripts.registers.source_list import SourceList


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
    return defaultdict(str, usual | cells)


def from_be(*rows: dict[str, str]) -> list[Qualification]:
    return be_certificates.convert(list(rows), SourceList("be"))


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
    found = [(row.level_framework, row.level, row.level_reliability, row.eqf_reliability) for row in from_be(*rows)]
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
def test_belgian_durations(cells: dict[str, str], months: int | None, reliability: str, text: str | None) -> None:
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
        belgian(source_url=API, note="version ADV-0917 ran 2021-09-01 to 2024-08-31, ADV-1612 from 2025-09-01"),
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
