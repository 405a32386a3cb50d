"""The whole way over HTTP: two organisations, two signatories with own keys, from draft to authorised again."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi.testclient import TestClient

from kb.desk import credential
from kb.desk.detached import sign
from kb.ed25519 import read_key
from kb.model.frozen import canonical
from kb.read import signed
from tests.api.desk.conftest import Office
from tests.kb.desk.small import NEW, OLD


def step(browser: TestClient, key: str, action: str, **words: str) -> dict[str, object]:
    answer = browser.post(f"/desk/api/statements/{key}/{action}", json=words)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def put_signature(office: Office, browser: TestClient, key: str, private: Ed25519PrivateKey) -> dict[str, object]:
    data = browser.get(f"/desk/api/statements/{key}/document").content
    made = sign(data, private, office.world.clock())
    answer = browser.post(f"/desk/api/statements/{key}/sign", json=made.model_dump(mode="json"))
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def test_authorised_exported_verified_lapsed_and_authorised_again(office_open: Office, tmp_path: Path) -> None:
    office = office_open
    editor, reviewer = office.sign_in("editor"), office.sign_in("reviewer")
    dutch, german = office.sign_in("signatory-nl"), office.sign_in("signatory-de")
    begun = editor.post("/desk/api/statements", json={"kind": "mapping", "subject": OLD})
    assert begun.status_code == 201, begun.text
    key = begun.json()["id"]
    step(editor, key, "submit")
    assert step(reviewer, key, "propose")["waits_for"] == ["de", "nl"]
    assert [each["id"] for each in german.get("/desk/api/statements?mine=true").json()["items"]] == [key]
    assert put_signature(office, dutch, key, office.world.keys["nl"])["state"] == "signed-by-one"
    assert german.get(f"/desk/api/public/statements/{key}").status_code == 403, "not signed by both yet"
    assert put_signature(office, german, key, office.world.keys["de"])["state"] == "authorised"

    stranger = office.browser()
    exported = stranger.get(f"/desk/api/public/statements/{key}").json()
    keys = stranger.get("/desk/api/public/keys").json()
    assert not stranger.cookies
    assert signed.faults(exported, keys) == []
    assert [each["side"] for each in exported["signatures"]] == ["nl", "de"]
    verified_without_us(exported, tmp_path)
    for each in exported["signatures"]:
        assert credential.is_of(each["credential"], exported["document"], each["key"])

    office.rebuild()
    shown = editor.get(f"/desk/api/statements/{key}").json()
    assert shown["state"] == "lapsed"
    assert "qualification-superseded" in [each["reason"] for each in shown["lapses"][0]["reasons"]]
    lapsed = stranger.get(f"/desk/api/public/statements/{key}").json()
    assert (lapsed["state"], lapsed["lapsed"]["reasons"]) == ("lapsed", shown["lapses"][0]["reasons"])

    assert step(editor, key, "reopen")["version"] == 2
    shown = editor.get(f"/desk/api/statements/{key}").json()
    assert shown["subject"] == NEW
    assert shown["changes"], "what changed is prepared for those who are to sign anew"
    step(editor, key, "submit")
    step(reviewer, key, "propose")
    assert put_signature(office, german, key, office.world.keys["de"])["state"] == "signed-by-one"
    assert put_signature(office, dutch, key, office.world.keys["nl"])["state"] == "authorised"
    again = stranger.get(f"/desk/api/public/statements/{key}").json()
    assert (again["version"], again["state"], signed.faults(again, keys)) == (2, "authorised", [])


def verified_without_us(exported: dict[str, object], folder: Path) -> None:
    """OpenSSL alone says that a signature holds: the document, the key, the 64 bytes."""
    signature = exported["signatures"][0]  # type: ignore[index]
    document = folder / "document.json"
    document.write_bytes(canonical(exported["document"]))
    (folder / "signature").write_bytes(base64.b64decode(signature["signature"]))
    pem = read_key(signature["key"]).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "key.pem").write_bytes(pem)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "document.json"]
    done = subprocess.run([*command, "-sigfile", "signature"], cwd=folder, capture_output=True, text=True, check=False)
    assert "Verified Successfully" in done.stdout, done.stderr
    document.write_bytes(document.read_bytes().replace(b"nl-crebo", b"nl-crebu", 1))
    done = subprocess.run([*command, "-sigfile", "signature"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode != 0


def test_the_same_in_a_browser_with_pages_and_forms(office_open: Office) -> None:
    office = office_open
    html = {"accept": "text/html"}
    browser = office.browser()
    assert browser.get("/desk?lang=de", follow_redirects=False).headers["location"] == "/desk/login?lang=de"
    given = {"login": "editor", "password": "correct horse battery staple"}
    assert "Erklärungen" in browser.post("/desk/login?lang=de", data=given, headers=html).text
    form = browser.get("/desk?lang=de").text.split('name="form" value="')[1].split('"')[0]
    page = browser.post("/desk/statements?lang=de", data={"form": form, "kind": "mapping", "subject": OLD}).text
    assert "Fachkraft Küche" in page
    assert "Zur Prüfung geben" in page
    key = page.split('action="/desk/statements/')[1].split("/")[0]
    page = browser.post(f"/desk/statements/{key}/submit?lang=nl", data={"form": form}, headers=html).text
    assert "wordt beoordeeld" in page
    page = browser.post(f"/desk/statements/{key}/comment?lang=en", data={"form": form, "text": "<b>bold</b>"}).text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page

    reviewer = office.sign_in("reviewer")
    step(reviewer, key, "propose")
    signatory = office.sign_in("signatory-nl")
    data = signatory.get(f"/desk/statements/{key}/document").content
    made = sign(data, office.world.keys["nl"], office.world.clock()).model_dump_json()
    page = signatory.post(
        f"/desk/statements/{key}/sign?lang=fr",
        data={"form": signatory.headers["x-form-token"]},
        files={"signature": ("signature.json", made)},
        headers=html,
    ).text
    assert "signé par une partie" in page
    assert json.loads(made)["hash"] in page
