"""What strangers and members try over HTTP: refused, logged, nothing lost."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.desk import audit
from kb.desk.tables import AuditRow, PersonalData, Session, Statement
from tests.api.desk.conftest import SITE, Office
from tests.kb.desk.small import NEW, OLD
from tests.kb.desk.world import PASSWORD

COOKIE = "drempel_desk"


def codes(office: Office) -> list[str]:
    with office.world.desk.reading() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.action == "refused").order_by(AuditRow.seq)).all()
        assert list(audit.faults(session)) == []
    return [json.loads(row.facts)["code"] for row in rows]


def test_what_another_site_sends_is_refused(office_open: Office) -> None:
    editor = office_open.sign_in("editor")
    begun = {"kind": "mapping", "subject": OLD}
    token = editor.headers.pop("x-form-token")
    assert editor.post("/desk/api/statements", json=begun).status_code == 403
    assert editor.post("/desk/api/statements", json=begun, headers={"x-form-token": "guess"}).status_code == 403
    assert editor.post("/desk/statements", data=begun).status_code == 403
    right = {"x-form-token": token}
    strange = ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"})
    for foreign in strange:
        assert editor.post("/desk/api/statements", json=begun, headers={**right, **foreign}).status_code == 403
    assert editor.post("/desk/login", data={}, headers={"origin": "https://evil.example"}).status_code == 403
    assert codes(office_open) == ["csrf"] * 3
    with office_open.world.desk.reading() as session:
        assert session.scalars(select(Statement)).all() == []
    ours = {**right, "origin": "null", "sec-fetch-site": "same-origin"}  # what a browser sends from our own pages
    assert editor.post("/desk/api/statements", json=begun, headers=ours).status_code == 201
    other = {"kind": "mapping", "subject": NEW}
    assert editor.post("/desk/api/statements", json=other, headers={**right, "origin": SITE}).status_code == 201


def test_a_session_is_never_one_that_the_browser_brought(office_open: Office) -> None:
    browser = office_open.browser()
    browser.cookies.set(COOKIE, "chosen-by-somebody-else", path="/desk")
    answer = browser.post("/desk/api/login", json={"login": "editor", "password": PASSWORD})
    given = answer.headers["set-cookie"]
    assert "chosen-by-somebody-else" not in given
    for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/desk"):
        assert part in given
    fixed = office_open.browser()
    fixed.cookies.set(COOKIE, "chosen-by-somebody-else", path="/desk")
    assert fixed.get("/desk/api/me").status_code == 401
    with office_open.world.desk.reading() as session:
        held = session.scalars(select(Session.id)).all()
    token = given.split("=", 1)[1].split(";")[0]
    assert token not in held, "the database does not hold what opens a session"


def test_a_session_ends_when_it_is_closed_idle_or_its_person_loses_the_role(office_open: Office) -> None:
    editor = office_open.sign_in("editor")
    token = editor.cookies[COOKIE]
    assert editor.post("/desk/api/logout").status_code == 200
    editor.cookies.set(COOKIE, token, path="/desk")
    assert editor.get("/desk/api/me").status_code == 401


def test_guessing_passwords_is_slowed_down_and_tells_nothing(office_open: Office) -> None:
    browser = office_open.browser()
    wrong = [browser.post("/desk/api/login", json={"login": "editor", "password": f"wrong {n}"}) for n in range(5)]
    unknown = browser.post("/desk/api/login", json={"login": "no such login", "password": "wrong"})
    assert {answer.status_code for answer in wrong} == {401}
    assert unknown.json() == wrong[0].json(), "whether a login exists cannot be told"
    right = browser.post("/desk/api/login", json={"login": "editor", "password": PASSWORD})
    assert right.status_code == 429
    assert codes(office_open) == ["password"] * 6 + ["limit"]


BAD = [
    "' OR 1=1 --",
    "x'; DROP TABLE statement; --",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<script>alert(1)</script>",
    "\0",
]


@pytest.mark.parametrize("text", BAD)
def test_no_text_becomes_sql_or_template_or_element(office_open: Office, text: str) -> None:
    editor = office_open.sign_in("editor")
    key = editor.post("/desk/api/statements", json={"kind": "mapping", "subject": OLD}).json()["id"]
    said = editor.post(f"/desk/api/statements/{key}/comment", json={"text": f"before {text} after"})
    assert said.status_code in (200, 422)
    for parameters in ({"state": text}, {"state": "draft", "mine": text}):
        assert editor.get("/desk/api/statements", params=parameters).status_code in (200, 422)
    assert editor.get(f"/desk/statements/{quote(text, safe='')}").status_code in (404, 405, 422)
    assert editor.post("/desk/api/statements", json={"kind": text, "subject": text}).status_code in (404, 422)
    assert office_open.browser().post("/desk/api/login", json={"login": text, "password": text}).status_code == 401
    page = editor.get(f"/desk/statements/{key}?lang=en").text
    assert "<script>alert" not in page
    assert "before 49 after" not in page
    with office_open.world.desk.reading() as session:
        assert len(session.scalars(select(Statement)).all()) == 1
        assert len(session.scalars(select(PersonalData)).all()) == 5


def test_a_member_gets_no_role_by_asking(office_open: Office) -> None:
    people = office_open.world.people
    for login in ("editor", "reviewer", "signatory-nl"):
        browser = office_open.sign_in(login)
        path = f"/desk/api/people/{people[login].person}/roles"
        assert browser.post(path, json={"role": "administrator"}).status_code == 403
    administrator = office_open.sign_in("administrator")
    own = f"/desk/api/people/{people['administrator'].person}/roles"
    assert administrator.post(own, json={"role": "signatory"}).status_code == 403
    assert administrator.post(own, json={"role": "operator"}).status_code == 422
    assert codes(office_open) == ["role", "role", "role", "self"]


def test_upload_bombs_are_not_read(office_open: Office) -> None:
    signatory = office_open.sign_in("signatory-nl")
    form = signatory.headers["x-form-token"]
    path = "/desk/statements/st-0/sign"
    large = {"signature": ("s.json", b"0" * 3_000_000)}
    assert signatory.post(path, data={"form": form}, files=large).status_code == 413
    deep = {"signature": ("s.json", b"[" * 1_000_000)}
    assert signatory.post(path, data={"form": form}, files=deep).status_code == 422
    many = [("signature", (f"{n}.json", b"{}")) for n in range(50)]
    assert signatory.post(path, data={"form": form}, files=many).status_code == 400
    endless = (b"x" for _ in range(10))
    assert signatory.post("/desk/api/statements/st-0/sign", content=endless).status_code == 429


def test_public_pages_set_no_cookie_and_the_desk_is_off_without_a_database(
    office_open: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kb.settings import settings

    stranger = office_open.browser()
    for path in ("/", "/search?q=kok", "/desk/login", "/desk/report", "/desk/api/public/keys"):
        assert "set-cookie" not in stranger.get(path).headers
    monkeypatch.delenv("DREMPEL_DESK_URL")
    settings.cache_clear()
    for path in ("/desk", "/desk/login", "/desk/api/statements", "/desk/report"):
        assert stranger.get(path).status_code == 503
    assert stranger.get("/").status_code == 200
    settings.cache_clear()


def test_an_earlier_version_of_the_data_neither_lapses_nor_is_signed(office_open: Office) -> None:
    editor = office_open.sign_in("editor")
    old = editor.get("/desk/api/me").headers["x-data-version"]
    office_open.rebuild()
    begun = {"kind": "mapping", "subject": NEW}
    key = editor.post(f"/desk/api/statements?version={old}", json=begun).json()["id"]
    shown = editor.get(f"/desk/api/statements/{key}?version={old}").json()
    assert shown["data_version"] != old, "what is frozen is the present release"
    assert shown["state"] == "draft"


def test_a_file_is_looked_up_in_the_register_and_not_kept(office_open: Office) -> None:
    stranger = office_open.browser()
    question = "qualification=de-beruf:fachkraft-kueche&host=nl&lang=nl"
    data = stranger.get(f"/api/v1/factsheet?{question}&format=docx").content
    html = {"accept": "text/html"}
    plain = {"accept": "application/json"}
    told = stranger.post("/verify", files={"document": ("f.docx", data)}, headers=plain).json()
    assert (told["state"], told["issued"]["format"]) == ("current", "docx")
    assert (
        "Echt en actueel" in stranger.post("/verify?lang=nl", files={"document": ("f.docx", data)}, headers=html).text
    )
    changed = {"document": ("f.docx", data + b"x")}
    assert stranger.post("/verify", files=changed, headers=plain).json() == {"state": "unknown"}
    assert "Onbekend" in stranger.post("/verify?lang=nl", files={"document": ("x", b"x")}, headers=html).text
    assert stranger.post("/verify", files={"document": ("f", b"0" * 3_000_000)}).status_code == 413
    office_open.rename()
    told = stranger.post("/verify", files={"document": ("f.docx", data)}, headers=plain).json()
    assert told["state"] == "outdated"
    assert told["changes"]
    assert not stranger.cookies


def test_a_report_of_an_error_needs_no_account_and_is_limited(office_open: Office) -> None:
    stranger = office_open.browser()
    said = {"page": "/worth?x=1", "text": "The fee is 90 euro, see there.", "contact": "a@example.org"}
    page = stranger.post("/desk/report?lang=nl", data=said, headers={"accept": "text/html"})
    assert "nummer <strong>1</strong>" in page.text
    assert stranger.post("/desk/report", data={**said, "text": ""}).status_code == 422
    assert stranger.post("/desk/report", data={**said, "text": "x" * 5001}).status_code == 422
    assert stranger.post("/desk/report", data={**said, "text": "x" * 3_000_000}).status_code == 413
    answers = [stranger.post("/desk/report", data=said).status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]
    editor = office_open.sign_in("editor")
    assert "a@example.org" in editor.get("/desk/reports").text
    form = editor.headers["x-form-token"]
    settled = editor.post("/desk/reports/1?lang=en", data={"form": form, "text": "Corrected."}).text
    assert "Corrected." in settled
    assert settled.count("a@example.org") == 4
