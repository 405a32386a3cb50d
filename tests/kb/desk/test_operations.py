"""Running a desk: schemas, backup and restore, privacy, notices, credentials, the register of documents."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from kb.desk import backup, credential, drafting, exporting, issuing, office, privacy, sending, viewing
from kb.desk.database import Desk
from kb.desk.integrity import faults
from kb.desk.migrations import revision
from kb.desk.role import OPERATOR
from kb.desk.tables import Comment, Notice, PersonalData, Statement, Table
from kb.errors import DrempelError
from kb.read import signed
from kb.release import Release
from kb.settings import settings
from tests.kb.desk.postgres import Cluster
from tests.kb.desk.world import Clock, World


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """An empty database of each kind."""
    cluster = request.param == "postgresql" and request.getfixturevalue("cluster")
    desk = Desk(cluster.database() if isinstance(cluster, Cluster) else f"sqlite:///{tmp_path}/empty.sqlite", Clock())
    yield desk
    desk.close()


def test_from_the_first_schema_to_the_newest_with_data(empty: Desk) -> None:
    revision.migrate(empty.engine, "0001")
    lines = (
        "INSERT INTO organisation (id, name, jurisdiction, language, example) VALUES ('x', 'X', 'nl', 'nl', TRUE)",
        "INSERT INTO person (id, organisation_id, added_at) VALUES ('p', 'x', '2026-01-01T00:00:00Z')",
        "INSERT INTO personal_data (person_id, login, name) VALUES ('p', 'login', 'Example editor')",
    )
    with empty.engine.execution_options(drempel_writes=True).begin() as connection:
        assert "issued_document" not in inspect(connection).get_table_names()
        for line in lines:
            connection.execute(text(line))
    revision.migrate(empty.engine)
    assert revision.of(empty.engine) == revision.newest()
    with empty.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
    with empty.reading() as session:
        person = session.get_one(PersonalData, "p")
        assert (person.login, person.name, person.subject) == ("login", "Example editor", None)
    assert faults(empty) == []
    revision.migrate(empty.engine)


def test_a_backup_is_restored_into_either_database_whole(
    either: World, empty: Desk, before: Release, tmp_path: Path
) -> None:
    world = either
    key = world.proposed(before)
    world.sign(key, "nl")
    drafting.comment(world.desk, world.people["reviewer"], key, 'Zeile\u2028mit \u00e4 und "Zitat"')
    count = backup.backup(world.desk, tmp_path / "desk.gz")
    assert backup.restore(empty, tmp_path / "desk.gz") == count
    copy = World(empty, world.clock, world.people, world.keys)
    shown = viewing.detail(empty, world.people["editor"], key)
    assert shown == viewing.detail(world.desk, world.people["editor"], key)
    assert copy.sign(key, "de") == "authorised"
    assert faults(empty) == []
    with pytest.raises(DrempelError, match="not empty"):
        backup.restore(empty, tmp_path / "desk.gz")


def test_a_damaged_backup_is_refused_and_nothing_is_written(world: World, empty: Desk, tmp_path: Path) -> None:
    path = tmp_path / "desk.gz"
    backup.backup(world.desk, path)
    lines = gzip.decompress(path.read_bytes())
    for bad in (b"no gzip", gzip.compress(lines.replace(b"example-nl", b"example-xx")), gzip.compress(lines[:-200])):
        path.write_bytes(bad)
        with pytest.raises(DrempelError):
            backup.restore(empty, path)
    assert revision.of(empty.engine) is None


def test_everything_about_a_person_and_its_erasure(world: World, before: Release) -> None:
    key = world.proposed(before)
    world.sign(key, "nl"), world.sign(key, "de")
    signatory = world.people["signatory-nl"]
    drafting.comment(world.desk, signatory, key, "I am on leave until May.")
    told = privacy.export(world.desk, OPERATOR, signatory.person)
    assert told["personal_data"][0]["name"] == "Example signatory-nl"
    assert told["comment"][0]["text"] == "I am on leave until May."
    assert len(told["signature"]) == 1
    assert {"sign", "comment", "add-key"} <= {row["action"] for row in told["audit"]}
    privacy.erase(world.desk, OPERATOR, signatory.person)
    with world.desk.reading() as session:
        assert session.get(PersonalData, signatory.person) is None
        assert session.scalars(select(Comment.text)).all() == [None]
        dump = json.dumps([tuple(map(str, row)) for row in session.execute(text("SELECT * FROM audit"))])
    assert "Example signatory" not in dump
    assert faults(world.desk) == []
    assert signed.faults(exporting.export(world.desk, key), exporting.keys(world.desk)) == []
    assert world.state(key) == "authorised", "what was signed holds on"
    assert viewing.detail(world.desk, world.people["editor"], key)["comments"][0]["by"] is None


def test_no_personal_data_stand_in_the_log_or_in_what_is_exported(world: World, before: Release) -> None:
    key = world.proposed(before)
    world.sign(key, "nl"), world.sign(key, "de")
    told = json.dumps([exporting.export(world.desk, key), exporting.keys(world.desk)])
    with world.desk.reading() as session:
        told += str(session.execute(text("SELECT * FROM audit")).all())
        told += str(session.execute(text("SELECT * FROM notice")).all())
        for person in session.scalars(select(PersonalData)):
            assert person.name not in told


class Hook(BaseHTTPRequestHandler):
    """Takes what is sent to it; answers 500 to the first request."""

    got: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        Hook.got.append((dict(self.headers), body))
        self.send_response(500 if len(Hook.got) == 1 else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silent."""


def test_webhooks_are_signed_and_sent_until_they_arrive(
    world: World, before: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Hook.got = []
    address = f"http://127.0.0.1:{server.server_port}/"
    secret = office.add_organisation(
        world.desk, OPERATOR, "hooked", "H (demo)", "nl", "nl", webhook=address, example=True
    )
    office.add_mandate(world.desk, OPERATOR, "hooked", "nl", "*", "Example mandate", world.desk.today)
    world.proposed(before)
    assert sending.send(world.desk) == {"mailed_at": 0, "hooked_at": 0, "failed": 0}, "off by default"
    monkeypatch.setattr(settings(), "desk_webhooks", True)
    assert sending.send(world.desk)["failed"] == 1
    assert sending.send(world.desk)["hooked_at"] == 1
    assert sending.send(world.desk)["hooked_at"] == 0, "once it arrived it is not sent again"
    headers, body = Hook.got[-1]
    at = json.loads(body)["at"]
    assert headers["Drempel-Signature"] == sending.signature(secret or "", at, body)
    assert json.loads(body)["kind"] == "proposed"
    server.shutdown()
    server.server_close()


def mail_server(got: list[str]) -> socket.socket:
    """A mail server of the simplest kind on a port of its own."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rw", encoding="utf-8", newline="") as file:
                _talk(file, got)

    threading.Thread(target=serve, daemon=True).start()
    return listener


def _talk(file: object, got: list[str]) -> None:
    def say(line: str) -> None:
        file.write(line + "\r\n")  # type: ignore[attr-defined]
        file.flush()  # type: ignore[attr-defined]

    say("220 test")
    data: list[str] | None = None
    for raw in file:  # type: ignore[attr-defined]
        line = raw.rstrip("\r\n")
        if data is not None and line != ".":
            data.append(line)
        elif data is not None:
            got.append("\n".join(data))
            data = None
            say("250 taken")
        elif line.upper().startswith("DATA"):
            data = []
            say("354 go on")
        elif line.upper().startswith("QUIT"):
            say("221 bye")
            return
        else:
            say("250 ok")


def test_mail_is_sent_in_the_language_of_the_organisation(
    world: World, before: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[str] = []
    listener = mail_server(got)
    key = world.proposed(before)
    monkeypatch.setattr(settings(), "desk_smtp", f"127.0.0.1:{listener.getsockname()[1]}")
    assert sending.send(world.desk) == {"mailed_at": 2, "hooked_at": 0, "failed": 0}
    listener.close()
    dutch = next(mail for mail in got if "example-nl@example.org" in mail)
    assert "Er is een verklaring aan uw zijde voorgelegd." in dutch
    assert key in dutch
    with world.desk.reading() as session:
        assert all(session.scalars(select(Notice.mailed_at)))


def test_the_proof_of_a_credential_is_that_of_the_specification() -> None:
    """The test vector of W3C Data Integrity EdDSA Cryptosuites v1.0, appendix on eddsa-jcs-2022."""
    contexts = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
    name = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    vector = {
        "@context": contexts,
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": f"did:key:{name}#{name}",
            "proofPurpose": "assertionMethod",
            "@context": contexts,
            "proofValue": "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX",
        },
    }
    assert credential.holds(vector, name)
    assert not credential.holds({**vector, "name": "Another"}, name)


def test_the_register_knows_what_was_issued(world: World) -> None:
    data = b"%PDF of a factsheet"
    for _ in range(2):
        issuing.issue(world.desk, data, "factsheet.x.nl", "factsheet", "pdf", "nl", "2026.1", "factsheet?x", "0" * 64)
    assert issuing.verify(world.desk, data, "2026.1")["verdict"] == "current"
    assert issuing.verify(world.desk, data, "2026.2")["verdict"] == "outdated"
    assert issuing.verify(world.desk, data + b" ", "2026.1") == {"verdict": "unknown"}
    assert len(issuing.look_up(world.desk, "factsheet.x.nl", "2026.1")) == 1
    assert faults(world.desk) == []


def test_the_demonstration_is_marked_and_its_signatures_hold(empty: Desk, before: Release) -> None:
    from kb.desk import demo

    told = demo.fill(empty, before)
    assert faults(empty) == []
    with empty.reading() as session:
        rows = session.scalars(select(Statement)).all()
        names = session.scalars(select(PersonalData.name)).all()
    assert rows
    assert all(row.example for row in rows)
    assert all(name.startswith("Example ") and name.endswith("(demo)") for name in names)
    assert set(told.values()) >= {row.state for row in rows}
