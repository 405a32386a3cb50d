"""A demonstration: two invented organisations, four roles, and statements in several states; marked as examples."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kb.desk import detached, drafting, office, signing, viewing
from kb.desk.database import Desk
from kb.desk.freezing import Wish
from kb.desk.migrations import revision
from kb.desk.role import OPERATOR, Actor
from kb.ed25519 import write_key
from kb.graph.alignment import ASSERTED
from kb.model.jurisdiction import state_of
from kb.release import Release

_SIDES = {"nl": "Example authority NL (demo)", "de": "Example authority DE (demo)"}
_FORCE = timedelta(days=730)


@dataclass(frozen=True)
class _Cast:
    editor: Actor
    reviewer: Actor
    signatories: dict[str, tuple[Actor, Ed25519PrivateKey]]


def fill(desk: Desk, release: Release) -> dict[str, str]:
    """Let example organisations in and take three statements to different states; gives logins and statements.

    The password is made anew and told once; the private keys are thrown away.
    """
    revision.migrate(desk.engine)
    password = secrets.token_urlsafe(12)
    people = _people(desk, password)
    subjects = _subjects(release, 3)
    told = {
        "password of every login": password,
        "logins": "editor, reviewer, administrator, signatory-nl, signatory-de",
    }
    for subject, signed in zip(subjects, (("nl", "de"), ("nl",), ()), strict=False):
        key = _proposed(desk, release, people, subject)
        for side in signed:
            actor, private = people.signatories[side]
            data = viewing.document(desk, people.editor, key)
            signing.sign(desk, actor, key, detached.sign(data, private, desk.clock()))
        told[key] = viewing.detail(desk, people.editor, key)["state"]
    return told


def _people(desk: Desk, password: str) -> _Cast:
    signatories = {}
    for side, name in _SIDES.items():
        office.add_organisation(desk, OPERATOR, f"example-{side}", name, side, side, example=True)
        document = "Example mandate; no real document"
        office.add_mandate(desk, OPERATOR, f"example-{side}", side, "*", document, date(2026, 1, 1))
        actor = _person(desk, password, f"example-{side}", f"signatory-{side}", "signatory")
        private = Ed25519PrivateKey.generate()
        office.add_key(desk, actor, write_key(private.public_key()))
        office.confirm_key(desk, OPERATOR, write_key(private.public_key()))
        signatories[side] = (actor, private)
    _person(desk, password, "example-nl", "administrator", "administrator")
    editor = _person(desk, password, "example-nl", "editor", "editor")
    return _Cast(editor, _person(desk, password, "example-de", "reviewer", "reviewer"), signatories)


def _person(desk: Desk, password: str, organisation: str, login: str, role: str) -> Actor:
    person = office.add_person(desk, OPERATOR, organisation, login, f"Example {role} (demo)", password)
    office.grant(desk, OPERATOR, person, role)
    return Actor(person, organisation)


def _subjects(release: Release, most: int) -> list[str]:
    """Comparisons of the editors between both sides, in the order of their keys, each pair once."""
    catalogue = release.catalogue
    found: dict[frozenset[str], str] = {}
    for key in catalogue.mapping_keys(None, None, None):
        if len(found) == most:
            break
        row = catalogue.mapping(key)
        ends = frozenset((row.subject_id, row.object_id))
        if row.status in ASSERTED and not row.register_searched and {state_of(end) for end in ends} == set(_SIDES):
            found.setdefault(ends, key)
    return list(found.values())


def _proposed(desk: Desk, release: Release, people: _Cast, subject: str) -> str:
    wish = Wish("mapping", subject, desk.today + _FORCE)
    key = drafting.draft(desk, people.editor, release, wish)
    drafting.submit(desk, people.editor, key)
    drafting.propose(desk, people.reviewer, key)
    return key
