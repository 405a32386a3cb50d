"""Who takes part: organisations, mandates, people, roles, keys. Administrators manage; nobody raises themselves."""

from __future__ import annotations

import secrets
from datetime import date

from sqlalchemy import select

from kb.desk.database import Desk
from kb.desk.deed import act, organisation
from kb.desk.password import hashed
from kb.desk.refusal import RefusedError
from kb.desk.role import GRANTABLE, Action, Actor, Role
from kb.desk.tables import Grant, Mandate, Organisation, Person, PersonalData, SigningKey
from kb.ed25519 import read_key
from kb.errors import DrempelError, InvalidChoiceError, NotFoundError
from kb.model.identifier import slug
from kb.model.jurisdiction import JURISDICTIONS
from kb.model.text import LANGUAGES


def add_organisation(
    desk: Desk,
    actor: Actor,
    key: str,
    name: str,
    jurisdiction: str,
    language: str,
    *,
    mail: str | None = None,
    webhook: str | None = None,
    example: bool = False,
) -> str | None:
    """Enter an organisation; gives the secret that signs its webhook notices, once, if it has a webhook."""
    _choose("jurisdiction", jurisdiction, JURISDICTIONS)
    _choose("language", language, LANGUAGES)
    secret = secrets.token_urlsafe(32) if webhook else None
    with act(desk, actor, Action.MANAGE, f"organisation/{key}") as deed:
        if deed.session.get(Organisation, slug(key)) is not None:
            raise DrempelError("{key} is there already.", "Choose another identifier.", field="organisation", key=key)
        deed.session.add(
            Organisation(
                id=key,
                name=name,
                jurisdiction=jurisdiction,
                language=language,
                mail=mail,
                webhook=webhook,
                webhook_secret=secret,
                example=example,
            )
        )
    return secret


def add_mandate(
    desk: Desk,
    actor: Actor,
    organisation_id: str,
    jurisdiction: str,
    sectors: str,
    document: str,
    since: date,
    until: date | None = None,
) -> int:
    """Enter a mandate; gives its number."""
    _choose("jurisdiction", jurisdiction, JURISDICTIONS)
    if until is not None and until < since:
        raise DrempelError("{until} lies before {since}.", "Give the first and the last day.", until=until, since=since)
    with act(desk, actor, Action.MANAGE, f"organisation/{organisation_id}") as deed:
        mandate = Mandate(
            organisation_id=organisation(deed.session, organisation_id).id,
            jurisdiction=jurisdiction,
            sectors=sectors,
            document=document,
            since=since,
            until=until,
        )
        deed.session.add(mandate)
        deed.session.flush()
        deed.facts = {
            "mandate": mandate.id,
            "jurisdiction": jurisdiction,
            "until": until.isoformat() if until else None,
        }
        return mandate.id


def end_mandate(desk: Desk, actor: Actor, number: int, until: date) -> None:
    """Set the last day of a mandate; what was signed by it lapses after that day."""
    with act(desk, actor, Action.MANAGE, f"mandate/{number}") as deed:
        mandate = deed.session.get(Mandate, number)
        if mandate is None:
            raise NotFoundError("No mandate {number} at this desk.", field="mandate", number=number)
        mandate.until = until
        deed.facts = {"until": until.isoformat()}


def add_person(
    desk: Desk,
    actor: Actor,
    organisation_id: str,
    login: str,
    name: str,
    password: str | None,
    *,
    mail: str | None = None,
    subject: str | None = None,
) -> str:
    """Enter a person without any role; gives the pseudonym. ``subject``: ``issuer|sub`` of OpenID Connect."""
    secret = hashed(password) if password is not None else None
    pseudonym = secrets.token_hex(16)
    with act(desk, actor, Action.MANAGE, f"person/{pseudonym}") as deed:
        if deed.session.scalars(select(PersonalData).where(PersonalData.login == login)).first() is not None:
            raise DrempelError("{key} is there already.", "Choose another identifier.", field="login", key=login)
        held = organisation(deed.session, organisation_id)
        deed.session.add(Person(id=pseudonym, organisation_id=held.id, added_at=deed.at))
        deed.session.flush()
        deed.session.add(
            PersonalData(person_id=pseudonym, login=login, name=name, mail=mail, password=secret, subject=subject)
        )
        deed.facts = {"organisation": held.id}
    return pseudonym


def grant(desk: Desk, actor: Actor, person: str, role: str) -> None:
    """Give a role. Nobody gives one to themselves, and no signatory writes, reviews or manages."""
    _choose("role", role, tuple(GRANTABLE))
    with act(desk, actor, Action.GRANT, f"person/{person}") as deed:
        if person == actor.person:
            raise RefusedError("self", "Nobody gives a role to themselves.", "Ask another administrator.")
        if deed.session.get(Person, person) is None:
            raise NotFoundError("No person {key!r} at this desk.", field="person", key=person)
        held = set(deed.session.scalars(select(Grant.role).where(Grant.person_id == person))) | {role}
        if Role.SIGNATORY in held and len(held) > 1:
            raise RefusedError("four-eyes", "Who signs has no other role at this desk.", "Enter a second person.")
        deed.session.merge(Grant(person_id=person, role=role, granted_by=actor.person, granted_at=deed.at))
        deed.facts = {"role": role}


def revoke(desk: Desk, actor: Actor, person: str, role: str) -> None:
    """Take a role away; from then on nothing that needs it is allowed, in open sessions neither."""
    with act(desk, actor, Action.GRANT, f"person/{person}") as deed:
        found = deed.session.get(Grant, (person, role))
        if found is not None:
            deed.session.delete(found)
        deed.facts = {"role": role, "revoked": 1}


def add_key(desk: Desk, actor: Actor, key: str) -> None:
    """A signatory enters their own public key; it counts once an administrator has confirmed it."""
    try:
        read_key(key)
    except ValueError as error:
        what = "{key!r} is no Ed25519 key."
        raise DrempelError(what, "Write the line that drempel desk new-key printed.", field="key", key=key) from error
    with act(desk, actor, Action.ADD_KEY, f"key/{key}") as deed:
        if deed.session.get(SigningKey, key) is not None:
            raise RefusedError("key", "This key is known already.", "Make another: drempel desk new-key")
        deed.session.add(SigningKey(id=key, person_id=actor.person, added_at=deed.at))


def confirm_key(desk: Desk, actor: Actor, key: str) -> None:
    """An administrator confirms that a key is that person's, having asked them by another way."""
    with act(desk, actor, Action.CONFIRM_KEY, f"key/{key}") as deed:
        found = deed.session.get(SigningKey, key)
        if found is None:
            raise NotFoundError("No key {key!r} at this desk.", field="key", key=key)
        if found.person_id == actor.person:
            raise RefusedError("self", "Nobody confirms their own key.", "Ask another administrator.")
        found.confirmed_at, found.confirmed_by = deed.at, actor.person


def revoke_key(desk: Desk, actor: Actor, key: str) -> None:
    """Revoke a key: one's own, or as administrator any. What was signed with it lapses with the next check."""
    with act(desk, actor, Action.REVOKE_KEY, f"key/{key}") as deed:
        found = deed.session.get(SigningKey, key)
        if found is None:
            raise NotFoundError("No key {key!r} at this desk.", field="key", key=key)
        managing = set(deed.session.scalars(select(Grant.role).where(Grant.person_id == actor.person)))
        if found.person_id != actor.person and Role.ADMINISTRATOR not in managing and actor.person != "operator":
            raise RefusedError("role", "This key is another person's.", "Ask the administrator of the desk.")
        found.revoked_at = found.revoked_at or deed.at


def _choose(field: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        what = "{value!r} is not a valid value of {name}."
        raise InvalidChoiceError(what, field=field, choices=choices, value=value, name=field)
