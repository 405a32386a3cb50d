"""Signatures that must not count, and people who must not act: refused, logged, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from kb.desk import audit, detached, drafting, office, signing, viewing
from kb.desk.detached import Detached
from kb.desk.refusal import RefusedError
from kb.desk.role import OPERATOR, Actor
from kb.desk.tables import AuditRow, Signature
from kb.ed25519 import write_key
from kb.errors import DrempelError
from kb.release import Release
from tests.kb.desk.world import World

Attack = Callable[[World, Release, str], object]


def another_hash(world: World, release: Release, key: str) -> object:
    other = world.signed(key, "nl").model_copy(update={"hash": "0" * 64})
    return signing.sign(world.desk, world.people["signatory-nl"], key, other)


def replayed(world: World, release: Release, key: str) -> object:
    old = world.signed(key, "nl")
    signing.object_to(world.desk, world.people["signatory-de"], key, "One unit is named wrongly.")
    drafting.resolve(world.desk, world.people["reviewer"], key, "Corrected.")
    drafting.refreeze(world.desk, world.people["editor"], release, key)
    drafting.submit(world.desk, world.people["editor"], key)
    drafting.propose(world.desk, world.people["reviewer"], key)
    return signing.sign(world.desk, world.people["signatory-nl"], key, old)


def broken(world: World, release: Release, key: str) -> object:
    made, other = world.signed(key, "nl"), world.signed(key, "de")
    return signing.sign(
        world.desk, world.people["signatory-nl"], key, made.model_copy(update={"signature": other.signature})
    )


def key_of_another(world: World, release: Release, key: str) -> object:
    return signing.sign(world.desk, world.people["signatory-nl"], key, world.signed(key, "de"))


def unconfirmed_key(world: World, release: Release, key: str) -> object:
    world.keys["new"] = new = Ed25519PrivateKey.generate()
    office.add_key(world.desk, world.people["signatory-nl"], write_key(new.public_key()))
    return signing.sign(world.desk, world.people["signatory-nl"], key, world.signed(key, "new"))


def revoked_key(world: World, release: Release, key: str) -> object:
    office.revoke_key(world.desk, world.people["signatory-nl"], write_key(world.keys["nl"].public_key()))
    return world.sign(key, "nl")


def false_credential(world: World, release: Release, key: str) -> object:
    made = world.signed(key, "nl")
    claimed = {**(made.credential or {}), "validUntil": "2099-01-01T00:00:00Z"}
    return signing.sign(world.desk, world.people["signatory-nl"], key, made.model_copy(update={"credential": claimed}))


def author(world: World, release: Release, key: str) -> object:
    editor = world.people["editor"]
    office.revoke(world.desk, OPERATOR, editor.person, "editor")
    office.grant(world.desk, OPERATOR, editor.person, "signatory")
    private = Ed25519PrivateKey.generate()
    office.add_key(world.desk, editor, write_key(private.public_key()))
    office.confirm_key(world.desk, OPERATOR, write_key(private.public_key()))
    data = viewing.document(world.desk, world.people["reviewer"], key)
    return signing.sign(world.desk, editor, key, detached.sign(data, private, world.clock()))


def reviewer_of_own(world: World, release: Release, key: str) -> object:
    office.grant(world.desk, OPERATOR, world.people["editor"].person, "reviewer")
    signing.object_to(world.desk, world.people["signatory-de"], key, "No.")
    drafting.resolve(world.desk, world.people["reviewer"], key, "Corrected.")
    drafting.submit(world.desk, world.people["editor"], key)
    return drafting.propose(world.desk, world.people["editor"], key)


def expired_mandate(world: World, release: Release, key: str) -> object:
    office.end_mandate(world.desk, OPERATOR, 1, date(2026, 11, 30))
    return world.sign(key, "nl")


def mandate_of_another_sector(world: World, release: Release, key: str) -> object:
    office.end_mandate(world.desk, OPERATOR, 1, date(2026, 11, 30))
    office.add_mandate(world.desk, OPERATOR, "example-nl", "nl", "01", "Example mandate", date(2026, 1, 1))
    return world.sign(key, "nl")


def same_side_twice(world: World, release: Release, key: str) -> object:
    world.sign(key, "nl")
    return world.sign(key, "nl")


def second_person_of_the_side(world: World, release: Release, key: str) -> object:
    world.sign(key, "nl")
    actor = world.signatory("example-nl", "nl", "signatory-nl-2")
    return signing.sign(world.desk, actor, key, world.signed(key, "signatory-nl-2"))


def one_organisation_for_both(world: World, release: Release, key: str) -> object:
    office.add_mandate(world.desk, OPERATOR, "example-nl", "de", "*", "Example mandate", date(2026, 1, 1))
    world.sign(key, "nl")
    actor = world.signatory("example-nl", "nl", "signatory-nl-2")
    return signing.sign(world.desk, actor, key, world.signed(key, "signatory-nl-2"))


def real_organisation_under_an_example(world: World, release: Release, key: str) -> object:
    office.add_organisation(world.desk, OPERATOR, "real", "A real one", "nl", "nl")
    office.add_mandate(world.desk, OPERATOR, "real", "nl", "*", "Mandate", date(2026, 1, 1))
    actor = world.signatory("real", "nl", "signatory-real")
    return signing.sign(world.desk, actor, key, world.signed(key, "signatory-real"))


def erased_person(world: World, release: Release, key: str) -> object:
    from kb.desk import privacy

    made = world.signed(key, "nl")
    privacy.erase(world.desk, OPERATOR, world.people["signatory-nl"].person)
    return signing.sign(world.desk, world.people["signatory-nl"], key, made)


def own_role(world: World, release: Release, key: str) -> object:
    administrator = world.people["administrator"]
    return office.grant(world.desk, administrator, administrator.person, "signatory")


def editor_grants(world: World, release: Release, key: str) -> object:
    return office.grant(world.desk, world.people["editor"], world.people["reviewer"].person, "administrator")


def signatory_edits(world: World, release: Release, key: str) -> object:
    return office.grant(world.desk, OPERATOR, world.people["signatory-nl"].person, "editor")


def nobody(world: World, release: Release, key: str) -> object:
    return drafting.comment(world.desk, Actor("0" * 32, "example-nl"), key, "Hello.")


def unknown_pretender(world: World, release: Release, key: str) -> object:
    return office.confirm_key(world.desk, Actor("Operator"), write_key(world.keys["nl"].public_key()))


ATTACKS: dict[Attack, str] = {
    another_hash: "hash",
    replayed: "replay",
    broken: "signature",
    key_of_another: "key",
    unconfirmed_key: "key",
    revoked_key: "key",
    false_credential: "credential",
    author: "author",
    reviewer_of_own: "author",
    expired_mandate: "mandate",
    mandate_of_another_sector: "mandate",
    same_side_twice: "side",
    second_person_of_the_side: "side",
    one_organisation_for_both: "side",
    real_organisation_under_an_example: "example",
    erased_person: "role",
    own_role: "self",
    editor_grants: "role",
    signatory_edits: "four-eyes",
    nobody: "role",
    unknown_pretender: "role",
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_it_is_refused_logged_and_nothing_is_lost(world: World, before: Release, attack: Attack) -> None:
    key = world.proposed(before)
    kept = viewing.detail(world.desk, world.people["reviewer"], key)["hash"]
    with pytest.raises(RefusedError) as caught:
        attack(world, before, key)
    assert caught.value.code == ATTACKS[attack]
    with world.desk.reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
        assert last is not None
        assert (last.action, json.loads(last.facts)["code"]) == ("refused", ATTACKS[attack])
        made = session.scalars(select(Signature)).all()
        assert len(made) == (attack in (same_side_twice, second_person_of_the_side, one_organisation_for_both))
        assert list(audit.faults(session)) == []
        held = session.execute(text("SELECT hash FROM version WHERE number = 1")).scalar_one()
    assert held == kept
    assert world.state(key) in ("proposed", "signed-by-one", "in-review")


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE audit SET actor = 'somebody' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
        "UPDATE signature SET side = 'be'",
        "DELETE FROM signature",
        "UPDATE version SET document = '{}'",
        "DELETE FROM version",
    ],
)
def test_the_database_itself_lets_nothing_be_changed(either: World, before: Release, line: str) -> None:
    key = either.proposed(before)
    either.sign(key, "nl")
    with pytest.raises(DBAPIError), either.desk.writing() as session:
        session.execute(text(line))
    with either.desk.reading() as session:
        assert list(audit.faults(session)) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("UPDATE audit SET actor = 'somebody' WHERE seq = 3", "audit row 3 was changed"),
        ("UPDATE audit SET facts = '{}' WHERE action = 'sign'", "was changed after it was written"),
        ("DELETE FROM audit WHERE seq = 3", "audit row 3 is missing"),
        ("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "the last rows of the audit log are missing"),
    ],
)
def test_a_tampered_log_is_told_even_where_the_guards_were_removed(
    world: World, before: Release, line: str, fault: str
) -> None:
    key = world.proposed(before)
    world.sign(key, "nl")
    with world.desk.writing() as session:
        for name in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER audit_no_{name}"))
        session.execute(text(line))
    with world.desk.reading() as session:
        assert any(fault in each for each in audit.faults(session))


def test_a_log_written_anew_from_some_row_on_is_told_to_who_noted_the_head(world: World, before: Release) -> None:
    with world.desk.reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
        assert last is not None
        noted = f"{last.seq}:{last.hash}"
        assert list(audit.faults(session, noted)) == []
    with world.desk.writing() as session:
        session.execute(text("DROP TRIGGER audit_no_delete"))
        session.execute(text("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"))
        previous = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
        assert previous is not None
        session.execute(text("UPDATE audit_head SET seq = :seq, hash = :hash"), vars_of(previous))
        session.expire_all()
        audit.record(session, world.desk.moment, "system", "lapse", "nothing")
    with world.desk.reading() as session:
        assert list(audit.faults(session)) == []
        assert list(audit.faults(session, noted)) == [f"the audit log no longer holds the row {noted}"]


def vars_of(row: AuditRow) -> dict[str, object]:
    return {"seq": row.seq, "hash": row.hash}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b'{"hash": 1e400}',
        b"\xff\xfe",
        b'{"hash": "' + b"0" * 3_000_000 + b'"}',
        json.dumps({"hash": "0" * 64, "key": "z6Mk" + "1" * 40, "signature": "!", "more": 1}).encode(),
        b"9" * 10_000,
    ],
    ids=["empty", "object", "deep", "infinite", "binary", "huge", "more", "number"],
)
def test_what_is_no_signature_is_refused_before_it_is_looked_at(data: bytes) -> None:
    with pytest.raises(DrempelError):
        detached.read(data)
    with pytest.raises(DrempelError):
        detached.read_document(data)


def test_a_signature_of_nonsense_never_holds() -> None:
    nonsense = Detached(hash="0" * 64, key="z6Mk" + "1" * 44, signature="AAAA")
    assert not nonsense.is_over(b"")
