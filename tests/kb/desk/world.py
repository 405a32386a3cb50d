"""A desk with two example organisations and the people that a statement needs, each named by their role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kb.desk import drafting, office, signing, viewing
from kb.desk.database import Desk
from kb.desk.detached import Detached
from kb.desk.detached import sign as sign_document
from kb.desk.freezing import Wish
from kb.desk.migrations import revision
from kb.desk.role import OPERATOR, Actor
from kb.desk.transition import State
from kb.ed25519 import write_key
from kb.release import Release
from tests.kb.desk.small import OLD

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


class Clock:
    """A clock that stands still until it is set on."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def on(self, **more: float) -> None:
        self.moment += timedelta(**more)


@dataclass
class World:
    """``people``: role or ``signatory-nl`` to the actor; ``keys``: side to the private key of its signatory."""

    desk: Desk
    clock: Clock
    people: dict[str, Actor] = field(default_factory=dict)
    keys: dict[str, Ed25519PrivateKey] = field(default_factory=dict)

    def person(self, organisation: str, login: str, *roles: str) -> Actor:
        key = office.add_person(self.desk, OPERATOR, organisation, login, f"Example {login}", None)
        for role in roles:
            office.grant(self.desk, OPERATOR, key, role)
        self.people[login] = Actor(key, organisation)
        return self.people[login]

    def signatory(self, organisation: str, side: str, login: str = "") -> Actor:
        actor = self.person(organisation, login or f"signatory-{side}", "signatory")
        self.keys[login or side] = key = Ed25519PrivateKey.generate()
        office.add_key(self.desk, actor, write_key(key.public_key()))
        office.confirm_key(self.desk, OPERATOR, write_key(key.public_key()))
        return actor

    def signed(self, key: str, side: str) -> Detached:
        data = viewing.document(self.desk, self.people["editor"], key)
        return sign_document(data, self.keys[side], self.clock())

    def sign(self, key: str, side: str) -> State:
        return signing.sign(self.desk, self.people[f"signatory-{side}"], key, self.signed(key, side))

    def proposed(self, release: Release, subject: str = OLD, kind: str = "mapping") -> str:
        wish = Wish(kind, subject, date(2028, 1, 1))  # type: ignore[arg-type]
        key = drafting.draft(self.desk, self.people["editor"], release, wish)
        drafting.submit(self.desk, self.people["editor"], key)
        drafting.propose(self.desk, self.people["reviewer"], key)
        return key

    def state(self, key: str) -> str:
        return str(viewing.detail(self.desk, self.people["editor"], key)["state"])


def furnish(desk: Desk, clock: Clock) -> World:
    """Migrate an empty database and let both sides in."""
    revision.migrate(desk.engine)
    world = World(desk, clock)
    for side, language in (("nl", "nl"), ("de", "de")):
        key = f"example-{side}"
        name = f"Example authority {side.upper()} (demo)"
        office.add_organisation(desk, OPERATOR, key, name, side, language, mail=f"{key}@example.org", example=True)
        office.add_mandate(desk, OPERATOR, key, side, "*", "Example mandate, no real document", date(2026, 1, 1))
        world.signatory(key, side)
    world.person("example-nl", "editor", "editor")
    world.person("example-de", "reviewer", "reviewer")
    world.person("example-nl", "administrator", "administrator")
    return world
