"""Signing: a detached signature is taken for one side, once, from a mandated signatory, for exactly one version."""

from __future__ import annotations

import json

from sqlalchemy import select

from kb.desk import credential, notices
from kb.desk.database import Desk
from kb.desk.deed import Deed, act, current, mandates, organisation
from kb.desk.detached import Detached
from kb.desk.drafting import authors, checked
from kb.desk.refusal import RefusedError, StateError
from kb.desk.role import Action, Actor
from kb.desk.tables import Mandate, Objection, Signature, SigningKey, Statement, Version
from kb.desk.transition import State


def sign(desk: Desk, actor: Actor, key: str, signed: Detached) -> State:
    """Take a signature; gives the state after it, ``signed-by-one`` or ``authorised``.

    Raises RefusedError (or StateError) with a code: ``hash`` made over something else, ``replay`` over another
    version, ``key`` not a confirmed key of this person, ``signature`` broken, ``credential`` broken, ``author`` wrote
    or reviewed it, ``mandate`` none in force, ``side`` signed already, ``example`` of the demonstration.
    """
    with act(desk, actor, Action.SIGN, key) as deed:
        found = deed.statement()
        gone = deed.move(found)
        version = current(deed.session, found)
        deed.facts |= {"hash": signed.hash, "key": signed.key}
        _is_this_version(deed, version, signed)
        _is_their_key(deed, version, signed)
        _is_no_author(deed, found, version)
        side, mandate = _side(deed, found, version)
        deed.session.add(
            Signature(
                version_id=version.id,
                side=side,
                organisation_id=actor.organisation,
                mandate_id=mandate.id,
                person_id=actor.person,
                key_id=signed.key,
                signature=signed.signature,
                credential=json.dumps(signed.credential) if signed.credential else None,
                signed_at=deed.at,
            )
        )
        deed.facts["side"] = side
        notices.tell(deed, found, gone.target, side=side)
        return gone.target


def _is_this_version(deed: Deed, version: Version, signed: Detached) -> None:
    if signed.hash == version.hash:
        return
    same = (Version.statement_id == version.statement_id, Version.hash == signed.hash)
    if deed.session.scalars(select(Version).where(*same)).first() is not None:
        what = "This signature was made on another version of the statement."
        raise RefusedError("replay", what, "Download the document that is open now, read it, and sign that.")
    what = "This signature was made on something else."
    raise RefusedError("hash", what, "Download the document that is open now, read it, and sign that.")


def _is_their_key(deed: Deed, version: Version, signed: Detached) -> None:
    key = deed.session.get(SigningKey, signed.key)
    if key is None or key.person_id != deed.actor.person or not key.counts:
        what = "This key is not a confirmed key of yours."
        raise RefusedError("key", what, "Enter the key, and ask the administrator to confirm it.")
    data = version.document.encode()
    if not signed.is_over(data):
        raise RefusedError("signature", "The signature does not hold.", "Sign the document again: drempel sign")
    if signed.credential is not None and not credential.is_of(signed.credential, json.loads(data), signed.key):
        raise RefusedError("credential", "The credential does not hold.", "Sign the document again: drempel sign")


def _is_no_author(deed: Deed, found: Statement, version: Version) -> None:
    versions = deed.session.scalars(select(Version).where(Version.statement_id == found.id)).all()
    if deed.actor.person in {found.author_id, version.reviewer_id, *authors(versions)}:
        what = "Nobody signs what they wrote or reviewed."
        raise RefusedError("author", what, "Ask another signatory of your organisation.")
    if organisation(deed.session, deed.actor.organisation).example != found.example:
        what = "Examples and real statements are not signed by the same organisations."
        raise RefusedError("example", what, "Keep the demonstration in a database of its own.")


def _side(deed: Deed, found: Statement, version: Version) -> tuple[str, Mandate]:
    made = deed.session.scalars(select(Signature).where(Signature.version_id == version.id)).all()
    signed = {each.side for each in made}
    if deed.actor.organisation in {each.organisation_id for each in made}:
        raise StateError("side", "Your side has signed this version already.", "The other side is to sign now.")
    able = mandates(deed.session, deed.actor, found, deed.desk)
    side = next((each for each in found.sides if each in able and each not in signed), None)
    if side is None:
        raise StateError("side", "Your side has signed this version already.", "The other side is to sign now.")
    return side, able[side]


def object_to(desk: Desk, actor: Actor, key: str, why: str) -> None:
    """Raise an objection in the name of a side: the statement is disputed until it is resolved."""
    text = checked(why)
    with act(desk, actor, Action.OBJECT, key) as deed:
        found = deed.statement()
        deed.move(found)
        version = current(deed.session, found)
        deed.session.add(
            Objection(
                version_id=version.id,
                organisation_id=actor.organisation,
                person_id=actor.person,
                text=text,
                raised_at=deed.at,
            )
        )
        notices.tell(deed, found, "disputed")


def withdraw(desk: Desk, actor: Actor, key: str, why: str) -> None:
    """Withdraw a statement in the name of a side."""
    text = checked(why)
    with act(desk, actor, Action.WITHDRAW, key) as deed:
        found = deed.statement()
        deed.move(found)
        version = current(deed.session, found)
        deed.session.add(
            Objection(
                version_id=version.id,
                organisation_id=actor.organisation,
                person_id=actor.person,
                text=text,
                raised_at=deed.at,
                resolved_at=deed.at,
            )
        )
        notices.tell(deed, found, "withdrawn")
