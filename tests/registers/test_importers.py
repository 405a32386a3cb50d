"""What the importers share: clauses, citations, sources, and whole tables written and read back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from kb.model.source import Source
from kb.read.register import read_register
from kb.read.tsv import read_tsv
from scripts.registers import be_certificates, de_beruf, nl_crebo
from scripts.registers.citation import Citation, citations, cited_in
from scripts.registers.clause import clauses, is_unverified
from scripts.registers.source_list import SourceList, slug_of
from scripts.registers.table import Row

NL = (
    "crebo,title_nl,title_en,dossier_crebo,dossier_title,mbo_level,nlqf,eqf,leerweg,duration_years,domain,"
    "sbb_sector,valid_from,valid_to,successor_crebo,predecessor_crebo,status,isced_f,regulated_in_nl,"
    "regulated_profession,soort_opleiding,level_basis,dossier_basis,source_url,as_of,note"
)
DE = (
    "beruf_id,title_de_m,title_de_f,title_en,kldb2010,training_months,legal_basis,bereich,dqr,eqf,"
    "regulated_in_de,successor_of,replaced_by,isco08,source_url,as_of,note,title_en_source,dkz_id,"
    "record_type,fachrichtungen"
)
BE = (
    "be_id,community,official_code,title_original,language,title_en,certificate_type,level_framework,"
    "level,eqf,duration,regulated_in_be,awarding_body,isced_f,source_url,as_of,note"
)
KOPPELTABEL = (
    'github:cedanl/instroomprognose-mbo@1dcb2429:data/reference/Opleiding_dimensie.xlsx (sheet "Koppeltabel 23-24")'
)
FIAUSBV = (
    "https://www.gesetze-im-internet.de/fiausbv/ "
    "[read as eriklueth/gesetze-corpus-data:laws/BJNR025000020/source.xml@ae8682a]"
)


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
            Citation("https://wetten.overheid.nl/BWBR0036352", "github:s/laws@91556a80:2015/README.md", "bijlage 1"),
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


USUAL = {
    "title_nl": "Kok",
    "domain": "Horeca en bakkerij (79120)",
    "status": "superseded",
    "title_de_m": "Koch",
    "record_type": "anerkannter Ausbildungsberuf",
    "regulated_in_de": "false",
    "title_original": "Zorgkundige",
    "language": "nl",
    "certificate_type": "dual bachelor",
    "regulated_in_be": "unknown",
    "source_url": "https://www.mboraad.nl/english/relation-tot-eqf (EQF/NLQF) ; https://brf.be/regional/74830",
}
WRITERS: list[tuple[Callable[[Path, Path], None], str, list[Row], list[str]]] = [
    (nl_crebo.write, NL, [{"crebo": "25655"}, {"crebo": "25480", "successor_crebo": "25655"}], ["nl-crebo"]),
    (
        lambda origin, data: de_beruf.write(origin, data=data),
        DE,
        [{"beruf_id": "koch"}, {"beruf_id": "baecker", "note": "tab\there"}],
        ["de-beruf"],
    ),
    (
        be_certificates.write,
        BE,
        [
            {"be_id": "be-vl-bk-0243-2"},
            {"be_id": "be-fed-code95"},
            {"be_id": "be-dg-x"},
            {"be_id": "be-fr-y"},
        ],
        ["be-vl", "be-fr", "be-dg", "be-fed"],
    ),
]


def compiled(path: Path, header: str, rows: list[Row]) -> Path:
    """A compiled table with these rows, other cells as usual or empty."""
    columns = header.split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(USUAL | row for row in rows)
    return path


@pytest.mark.parametrize(("write", "header", "rows", "schemes"), WRITERS)
def test_written_tables_read_back_and_are_the_same_each_time(
    write: Callable[[Path, Path], None], header: str, rows: list[Row], schemes: list[str], tmp_path: Path
) -> None:
    origin = compiled(tmp_path / "compiled.csv", header, rows)
    write(origin, tmp_path / "one")
    write(origin, tmp_path / "two")
    written = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(written) == 2 * len(schemes) + 1
    for path in written:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
    found = [row for scheme in schemes for row in read_register(tmp_path / "one" / "registers" / f"{scheme}.tsv")]
    assert len(found) == len(rows)
    listed = read_tsv(tmp_path / "one" / "sources" / f"{schemes[0][:2]}.tsv", Source)
    assert {key for row in found for key in row.sources} == {source.id for source in listed}
    meta = yaml.safe_load((tmp_path / "one" / "registers" / f"{schemes[0]}.meta.yaml").read_text("utf-8"))
    assert set(meta["title"]) == set(meta["description"]) == {"nl", "de", "fr", "en"}
    assert meta["origin"]["rows"] == len(rows)


def test_a_code_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    origin = compiled(tmp_path / "compiled.csv", NL, [{"crebo": "25655"}, {"crebo": "25655"}])
    with pytest.raises(ValueError, match="stand twice"):
        nl_crebo.write(origin, tmp_path)
