"""Every form of a document: the same bytes each time, sound PDF and DOCX, and the golden files of one small base."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import page
import pytest
from docx import Document as Word
from lxml import html as pages

from kb import release
from kb.answers.question import ask
from kb.documents.compose import compose
from kb.documents.document import Document
from kb.documents.overview import overview
from kb.documents.pdf import pdf
from kb.documents.render import render
from kb.release import Release
from tests.conftest import require
from tests.kb.conftest import Home
from tests.kb.documents.small import with_german_qualification

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    ("factsheet", "nl-crebo:25656 de-nw employed", "de"),
    ("factsheet", "de-beruf:erzieher nl employed", "nl"),
    ("roadmap", "nl-crebo:25655 be-vl employed", "fr"),
    ("roadmap", "nl-crebo:25737 de-ni self-employed", "de"),
    ("description", "nl-crebo:25808 de-nw employed", "en"),
]
PAGES = {"factsheet": (1, 2), "roadmap": (3, 6), "description": (2, 4)}


def made(built: Release, kind: str, case: str, lang: str) -> Document:
    return compose(built, kind, ask(*case.split(), lang))


def text_of(content: bytes, tmp_path: Path) -> str:
    require("poppler-utils", shutil.which("pdftotext") is not None)
    (tmp_path / "it.pdf").write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "it.pdf"), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(("kind", "case", "lang"), CASES)
def test_a_pdf_meets_both_standards_and_keeps_its_length(built: Release, kind: str, case: str, lang: str) -> None:
    content = pdf(made(built, kind, case, lang))
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(content, profile=profile)
        assert report.is_compliant, [f"{each.rule_id}: {each.message}" for each in report.failures]
    fewest, most = PAGES[kind]
    assert fewest <= report.document.page_count <= most


@pytest.mark.parametrize(("kind", "case", "lang"), CASES[:3])
def test_the_text_of_a_pdf_can_be_read_and_says_its_identity(
    built: Release, tmp_path: Path, kind: str, case: str, lang: str
) -> None:
    document = made(built, kind, case, lang)
    text = re.sub(r"\s+", " ", text_of(pdf(document), tmp_path))
    assert document.title in text
    assert document.identity.id in text
    assert document.identity.data_version in text
    for section in document.sections:
        assert section.title in text


def test_a_pdf_has_language_tags_bookmarks_and_embedded_fonts(built: Release, tmp_path: Path) -> None:
    document = made(built, *CASES[0])
    text_of(pdf(document), tmp_path)
    told = subprocess.run(["pdfinfo", str(tmp_path / "it.pdf")], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", told)
    fonts = subprocess.run(["pdffonts", str(tmp_path / "it.pdf")], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:])
    content = pdf(document)
    assert b"/Lang(de)" in content
    assert b"/Outlines" in content
    tree = subprocess.run(["pdfinfo", "-struct", str(tmp_path / "it.pdf")], capture_output=True, check=True).stdout
    assert {b"H1", b"L", b"LI", b"Figure"} <= {each.strip(b":") for each in tree.split()}


def test_hostile_text_is_text_in_every_form(built: Release, tmp_path: Path) -> None:
    hostile = '#eval("1") <script>alert(1)</script> `x` | *b* [l](http://x) $a$ @b \\'
    document = made(built, *CASES[0]).model_copy(update={"title": hostile})
    assert '#eval("1") <script>alert(1)</script>' in text_of(pdf(document), tmp_path)
    assert b"<script>" not in render(document, "html")
    assert pages.fromstring(render(document, "html").decode()).findtext(".//h1") == hostile
    assert r"\<script\>" in render(document, "md").decode()
    assert Word(io.BytesIO(render(document, "docx"))).paragraphs[0].text == hostile


@pytest.mark.parametrize(("kind", "case", "lang"), [CASES[0], CASES[3], CASES[4]])
def test_a_word_file_has_real_headings_header_rows_and_its_language(
    built: Release, kind: str, case: str, lang: str
) -> None:
    document = made(built, kind, case, lang)
    opened = Word(io.BytesIO(render(document, "docx")))
    headings = [each.text for each in opened.paragraphs if each.style and each.style.name.startswith("Heading")]
    assert headings == [each.title for each in document.sections]
    assert opened.core_properties.language.startswith(lang)
    assert opened.core_properties.identifier == document.identity.id
    assert opened.core_properties.keywords == f"sha256:{document.identity.hash}"
    tables = [each for section in document.sections for each in section.blocks if each.kind == "table"]
    assert sum("w:tblHeader" in each._tbl.xml for each in opened.tables) == len(tables)
    pictures = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', opened.element.xml)
    assert len(pictures) == 1 + sum(each.kind == "flow" for section in document.sections for each in section.blocks)


def test_a_word_file_opens_in_libreoffice(built: Release, tmp_path: Path) -> None:
    require("libreoffice-writer-nogui", shutil.which("soffice") is not None)
    (tmp_path / "it.docx").write_bytes(render(made(built, *CASES[0]), "docx"))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "it.docx")], check=True, capture_output=True, timeout=120
    )
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "it.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Ihre Rechte" in text


@pytest.mark.parametrize("form", ["html", "md", "json", "pdf"])
def test_the_same_input_is_the_same_bytes(built: Release, form: str) -> None:
    first, second = (render(made(built, *CASES[2]), form) for _ in range(2))
    assert first == second


def test_every_form_bears_the_same_hash(built: Release, tmp_path: Path) -> None:
    document = made(built, *CASES[4])
    digest = document.identity.hash
    assert json.loads(render(document, "json"))["identity"]["hash"] == digest
    assert digest in render(document, "html").decode()
    assert digest[:16] in render(document, "md").decode()
    assert digest[:16] in text_of(render(document, "pdf"), tmp_path)


def test_no_form_has_a_link_without_a_target(built: Release) -> None:
    root = pages.fromstring(render(made(built, *CASES[3]), "html").decode())
    targets = set(root.xpath("//@id"))
    assert {each[1:] for each in root.xpath("//a/@href") if each.startswith("#")} <= targets
    assert not root.xpath("//script") and not root.xpath("//link")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A base so small that its documents can be read whole."""
    folder = tmp_path_factory.mktemp("small")
    home = Home(with_german_qualification(folder / "home"))
    release.build(home.root, folder / "dist")
    return release.open_release(folder / "dist")


@pytest.mark.parametrize("form", ["json", "md", "html"])
@pytest.mark.parametrize("kind", ["factsheet", "roadmap", "overview"])
def test_golden_files(small: Release, kind: str, form: str) -> None:
    """Set DREMPEL_WRITE_GOLDEN to write them anew, then read what changed in them."""
    question = ask("de-beruf:10001", "nl", "employed", "nl")
    document = overview(small, "de", ["nurse-general-care"]) if kind == "overview" else compose(small, kind, question)
    fixed = document.identity.model_copy(update={"data_version": "2026.11.24-small"})
    content = render(document.model_copy(update={"identity": fixed}), form)
    path = GOLDEN / f"{kind}.{form}"
    if os.environ.get("DREMPEL_WRITE_GOLDEN"):
        path.write_bytes(content)
    again = "what readers see has changed: run with DREMPEL_WRITE_GOLDEN=1 and read the difference"
    assert content.decode() == path.read_text("utf-8"), again
