"""The pages in a real browser: an employer, an adviser, keyboard, no scripts, phones, four languages, axe."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kb.model.text import LANGUAGES
from tests.conftest import ROOT, require

pytestmark = pytest.mark.system

WORTH = "/worth?qualification=nl-crebo:25655&host=de-nw&mode=employed"
ROADMAP = "/roadmap?qualification=nl-crebo:25737&host=de-nw&mode=self-employed"
KINDS = [
    "/",
    "/search?q=verpleeg",
    "/search?q=zzzzqqqq",
    WORTH,
    "/worth?qualification=be-vl:bk-0243-2&host=nl",
    "/compare?a=nl-crebo:25656&b=de-beruf:pflegefachmann",
    f"{ROADMAP}&start=2027-01-11",
    "/qualifications/nl-crebo/25655",
    "/authorities",
    "/browse",
    "/registers/be-vl",
    "/procedures?jurisdiction=be-dg",
    "/procedures/nl/big-automatic",
    "/professions?jurisdiction=de-nw",
    "/professions/de/nurse-general-care",
    "/authorities/nl/duo",
    "/sources/de/pflbg",
    "/schemes/modes",
    "/research",
    "/quality",
    "/about",
    "/api-guide",
    "/widget-guide",
    "/widget?qualification=nl-crebo:25655&host=de-nw",
    "/changes",
    "/nowhere",
]


@pytest.fixture(scope="module")
def site(releases: Path) -> Iterator[str]:
    """A server of its own, as it runs in earnest."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "uvicorn", "--factory", "api.app:create_app", "--port", str(port)]
    environment = {**os.environ, "DREMPEL_DIST": str(releases)}
    process = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT, env=environment)
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{address}/healthz"):
                    break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    chromium = shutil.which("chromium") or ""
    require("chromium", bool(chromium))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Any]:
    """Open pages in contexts that are closed at the end; what the browser complains about fails the test."""
    opened, complaints = [], []

    def go(path: str, **options: Any) -> Page:
        context = browser.new_context(base_url=site, **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if "Content Security" in told.text else None)
        page.goto(path)
        return page

    yield go
    for context in opened:
        context.close()
    assert complaints == []


def test_an_employer_types_a_title_and_takes_the_factsheet_away(visit: Any) -> None:
    page = visit("/?lang=nl")
    page.get_by_role("combobox", name="Diploma, beroep of code").press_sequentially("Pflegefach")
    page.get_by_role("option", name="Pflegefachmann").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pflegefachmann")
    page.get_by_label("Om te werken in").select_option("nl")
    page.get_by_role("button", name="Wat is het daar waard?").click()
    expect(page.locator(".verdict")).to_contain_text("Mag nu beginnen")
    expect(page.locator(".answer")).to_contain_text("Volgende stap")
    with page.expect_download() as started:
        page.get_by_role("link", name="PDF").click()
    assert started.value.path().read_bytes().startswith(b"%PDF-")


def test_an_adviser_answers_the_questions_and_goes_back_without_loss(visit: Any) -> None:
    page = visit(f"{ROADMAP}&lang=de")
    asked = []
    while page.locator("#question").count():
        asked.append(page.locator("#question").inner_text())
        page.get_by_label("ja", exact=True).check()
        page.get_by_role("button", name="Weiter").click()
    assert asked
    given = page.locator(".trail").first
    assert all(question in given.inner_text() for question in asked)
    page.get_by_role("link", name="Zurück zur letzten Frage").click()
    assert page.locator("#question").inner_text() == asked[-1]
    assert all(question in page.locator(".trail").first.inner_text() for question in asked[:-1])
    page.get_by_label("Unterlagen vollständig eingereicht am").fill("2027-01-11")
    page.get_by_role("button", name="Daten anzeigen").click()
    expect(page.locator("time").first).to_have_text("11 Jan. 2027")
    assert page.context.cookies() == []


def test_the_keyboard_alone_is_enough(visit: Any) -> None:
    page = visit("/?lang=en")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("25655")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".hits a").first).to_have_text("Mbo-Verpleegkundige")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    page.keyboard.press("Tab")
    assert page.evaluate(outline) == "solid"


def test_without_scripts_the_way_to_an_answer_is_the_same(visit: Any) -> None:
    page = visit("/?lang=fr", java_script_enabled=False)
    page.locator("#q").fill("verpleegkundige")
    page.locator("#host").select_option("de-nw")
    page.get_by_role("button", name="Rechercher").click()
    page.locator(".hits a").first.click()
    expect(page.locator(".verdict")).to_contain_text("Pas encore")


@pytest.mark.parametrize("path", KINDS)
def test_no_page_is_wider_than_a_small_phone_and_axe_finds_nothing(visit: Any, path: str) -> None:
    language = LANGUAGES[KINDS.index(path) % len(LANGUAGES)]
    page = visit(f"{path}{'&' if '?' in path else '?'}lang={language}", viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 800})
    found = Axe().run(page)
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]] == []


def test_the_language_changes_and_the_page_stays(visit: Any) -> None:
    page = visit(f"{WORTH}&lang=nl")
    for name, verdict in (("Deutsch", "Noch nicht"), ("Français", "Pas encore"), ("English", "Not yet")):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".verdict")).to_contain_text(verdict)
        assert "qualification=nl-crebo%3A25655" in page.url


def test_the_editor_of_the_research_desk_shows_results(visit: Any) -> None:
    page = visit("/research?lang=en")
    page.get_by_role("button", name="Open in the editor with results").click()
    expect(page.locator(".yasr .dataTable, .yasr table").first).to_be_visible()
