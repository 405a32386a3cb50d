"""The pages: one language each, errors that a reader understands, nothing of strangers run in the browser."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from fastapi.testclient import TestClient

from kb.model.jurisdiction import HOSTS, MODES
from kb.model.text import LANGUAGES
from kb.wording import catalogue

TEMPLATES = Path(__file__).resolve().parents[2] / "api" / "pages" / "templates"
HTML = {"accept": "text/html"}
PAGES = [
    "/",
    "/search?q=kok",
    "/search?q=zzzzzqqqqq",
    "/qualifications/nl-crebo/25480",
    "/qualifications/de-beruf/erzieher",
    "/worth?qualification=nl-crebo:25656&host=de-nw",
    "/worth?qualification=nl-crebo:25737&host=de-nw&mode=self-employed",
    "/worth?qualification=nl-crebo:25001&host=be-dg&mode=temporary",
    "/worth?qualification=de-beruf:erzieher&host=nl",
    "/worth?qualification=be-vl:bk-0243-2&host=nl",
    "/procedures/nl/big-automatic",
    "/authorities/nl/duo",
    "/compare",
    "/compare?a=nl-crebo:25656&b=de-beruf:pflegefachmann",
    "/browse",
    "/registers/be-vl",
    "/procedures?jurisdiction=be-dg",
    "/professions?jurisdiction=de-nw",
    "/professions/de/nurse-general-care",
    "/authorities",
    "/authorities?place=DEA1",
    "/sources/de/pflbg",
    "/schemes",
    "/schemes/modes",
    "/roadmap?qualification=nl-crebo:25737&host=de-nw&mode=self-employed&start=2027-01-11",
    "/quality",
    "/about",
    "/data-licence",
    "/api-guide",
    "/report",
    "/widget-guide",
]
ERRORS = [
    ("/nowhere", 404),
    ("/qualifications/nl-crebo/1", 404),
    ("/procedures/nl/nothing", 404),
    ("/worth?qualification=nl-crebo:25655&host=mars", 422),
    ("/worth?qualification=nl-crebo:25655&host=nl&mode=often", 422),
    ("/qualifications/nl-cerbo/25655", 422),
    ("/registers/nl-cerbo", 422),
    ("/authorities?place=Atlantis", 404),
    ("/authorities?place=" + "x" * 200, 422),
    ("/schemes/nothing", 404),
    ("/roadmap?qualification=nl-crebo:25655&host=de-nw&start=soon", 422),
    ("/roadmap?qualification=nl-crebo:25655&host=de-nw&complete=perhaps", 422),
    ("/compare?a=nl-crebo:25655&b=nl-crebo:25655", 422),
]


class Reader(HTMLParser):
    """The text of a page that stands in the language of the page, and every element's name and attributes."""

    EMPTY = frozenset({"meta", "link", "input", "br", "hr", "img"})

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.text = language, ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._languages = [language]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag not in self.EMPTY:
            self._languages.append(attributes.get("lang") or self._languages[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        if self._languages[-1] == self.language:
            self.text += f" {data.strip()}"


def read(text: str, language: str) -> Reader:
    reader = Reader(language)
    reader.feed(text)
    return reader


@pytest.fixture(scope="module")
def followed() -> set[str]:
    """Links that were found to lead somewhere, so that none is followed twice."""
    return set()


@lru_cache(maxsize=1)
def keys() -> frozenset[str]:
    return frozenset(str(message[2]) for message in extract_from_dir(TEMPLATES, [("**.html", "jinja2")]))


def address(path: str, **more: str) -> str:
    return path + "".join(f"{'&' if '?' in path else '?'}{name}={value}" for name, value in more.items())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [*PAGES, *(path for path, _ in ERRORS)])
def test_no_english_sentence_stands_in_a_page_of_another_language(client: TestClient, path: str, language: str) -> None:
    reader = read(client.get(address(path, lang=language), headers=HTML).text, language)
    assert ("html", language) in [(tag, attributes.get("lang")) for tag, attributes in reader.elements]
    translated = catalogue(language)
    english = {key for key in keys() if len(key) > 7 and " " in key and key != translated.get(key, key)}
    assert sorted(key for key in english if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", reader.text)) == []


@pytest.mark.parametrize(("path", "status"), ERRORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_is_a_page_with_the_way_on(client: TestClient, path: str, status: int, language: str) -> None:
    answer = client.get(address(path, lang=language), headers=HTML)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-language"] == language
    names = [attributes.get("name") for tag, attributes in read(answer.text, language).elements if tag == "input"]
    assert "q" in names, "the reader can search on"


@pytest.mark.parametrize(("given", "choices"), [("host=mars", HOSTS), ("host=nl&mode=often", MODES)])
def test_the_page_of_a_wrong_choice_lists_the_valid_ones(
    client: TestClient, given: str, choices: tuple[str, ...]
) -> None:
    text = client.get(f"/worth?qualification=nl-crebo:25655&{given}", headers=HTML).text
    assert all(f"<code>{choice}</code>" in text for choice in choices)


@pytest.mark.parametrize(("path", "status"), ERRORS)
def test_a_program_gets_the_same_error_as_a_problem_document(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title"} <= answer.json().keys()


BAD = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"


@pytest.mark.parametrize(
    "path",
    ["/search", "/worth", "/qualifications/nl-crebo/x", "/nowhere", "/procedures/nl/x", "/authorities/nl/x", "/"],
)
def test_no_text_of_strangers_becomes_an_element(client: TestClient, path: str) -> None:
    given = dict.fromkeys(("q", "qualification", "host", "mode", "lang", "as_of", "place"), BAD)
    for parameters in (given, {**given, "qualification": "nl-crebo:25655"}, {BAD: BAD}):
        answer = client.get(path, params=parameters, headers=HTML, follow_redirects=False)
        assert "<script>alert" not in answer.text
        assert "onerror" not in [name for _, attributes in read(answer.text, "nl").elements for name in attributes]


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/static/drempel.css", "/api/v1/search?q=kok", "/api/v1/nothing"])
def test_every_answer_bears_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path, headers=HTML).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert re.fullmatch(r"\d{4}\.\d\d\.\d\d-[0-9a-f]{12}", headers["x-data-version"])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_needs_nothing_from_elsewhere_and_no_script_inside(client: TestClient, path: str) -> None:
    for tag, attributes in read(client.get(path, headers=HTML).text, "nl").elements:
        if tag in ("script", "link", "img", "iframe") and attributes.get("rel") != "alternate":
            address = attributes.get("src") or attributes.get("href") or ""
            assert address.startswith("/") and not address.startswith("//")
        assert "style" not in attributes, "the content security policy would not let it through"
        assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_to_a_page_of_ours_leads_somewhere(client: TestClient, path: str, followed: set[str]) -> None:
    elements = read(client.get(path, headers=HTML).text, "nl").elements
    links = {str(attributes["href"]) for tag, attributes in elements if tag == "a" and attributes.get("href")}
    ids = {attributes.get("id") for _, attributes in elements}
    ours = (link for link in links if link.startswith("/") and not link.startswith("/desk") and link not in followed)
    for link in sorted(ours)[:25]:
        assert client.get(link, headers=HTML).status_code == 200, link
        followed.add(link)
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_identifier_stands_twice_and_every_field_has_a_label(client: TestClient, path: str) -> None:
    elements = read(client.get(path, headers=HTML).text, "nl").elements
    ids = [attributes["id"] for _, attributes in elements if attributes.get("id")]
    assert sorted(each for each in set(ids) if ids.count(each) > 1) == []
    labelled = {attributes.get("for") for tag, attributes in elements if tag == "label"}
    fields = [attributes for tag, attributes in elements if tag in ("input", "select", "textarea")]
    assert [field for field in fields if field.get("type") != "hidden" and field.get("id") not in labelled] == []


def test_the_language_is_that_of_the_browser_unless_one_was_chosen(client: TestClient) -> None:
    browser = {**HTML, "accept-language": "fr-BE,nl;q=0.8"}
    assert '<html lang="fr">' in client.get("/", headers=browser).text
    assert '<html lang="de">' in client.get("/?lang=de", headers=browser).text
    assert '<html lang="fr">' in client.get("/?lang=xx", headers=browser).text


def test_a_question_without_its_parts_leads_back_to_the_start(client: TestClient) -> None:
    answer = client.get("/worth?lang=de", headers=HTML, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?lang=de")


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"])
def test_only_static_files_are_static(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
