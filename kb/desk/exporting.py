"""What leaves the desk: signed statements with all that is needed to verify them, and the public keys."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.desk.database import Desk
from kb.desk.refusal import RefusedError
from kb.desk.tables import Lapse, Mandate, Organisation, Person, Signature, SigningKey, Statement, Version
from kb.desk.transition import State
from kb.errors import NotFoundError
from kb.read.signed import EXPORT, KEYS

Json = dict[str, Any]

PUBLIC = frozenset({State.AUTHORISED, State.LAPSED, State.WITHDRAWN, State.DISPUTED})


def export(desk: Desk, key: str) -> Json:
    """The last version of a statement that both sides signed, with its signatures; public, so no role is asked.

    Raises NotFoundError, or RefusedError while it is not signed by both sides.
    """
    with desk.reading() as session:
        statement = session.get(Statement, key)
        if statement is None:
            raise NotFoundError("No statement {key!r} at this desk.", field="statement", key=key)
        version = signed_version(session, key)
        if version is None:
            raise RefusedError("unsigned", "This statement is not signed by both sides.", "Ask again later.")
        return of_version(session, statement, version)


def signed_version(session: Session, key: str) -> Version | None:
    """The newest version that bears two signatures."""
    versions = session.scalars(select(Version).where(Version.statement_id == key).order_by(Version.number.desc())).all()
    counted = ((version, len(signatures_of(session, version))) for version in versions)
    return next((version for version, count in counted if count == 2), None)


def signatures_of(session: Session, version: Version) -> list[Signature]:
    """The signatures of a version, in the order in which they came."""
    rows = select(Signature).where(Signature.version_id == version.id).order_by(Signature.id)
    return list(session.scalars(rows))


def of_version(session: Session, statement: Statement, version: Version) -> Json:
    """A version as it is exported."""
    lapse = session.scalars(select(Lapse).where(Lapse.version_id == version.id)).first()
    is_last = version.number == statement.version
    return {
        "format": EXPORT,
        "statement": statement.id,
        "version": version.number,
        "state": state_of(statement, version, lapse),
        "lapsed": {"at": lapse.at, "data_version": lapse.data_version, "reasons": json.loads(lapse.reasons)}
        if lapse
        else None,
        "followed_by": None if is_last else statement.version,
        "hash": version.hash,
        "document": json.loads(version.document),
        "signatures": [_signature(session, each) for each in signatures_of(session, version)],
    }


def state_of(statement: Statement, version: Version, lapse: Lapse | None) -> str:
    """The state of a version: that of its statement while it is the last one, else lapsed or withdrawn."""
    if version.number == statement.version:
        return statement.state
    return State.LAPSED if lapse else State.WITHDRAWN


def _signature(session: Session, signature: Signature) -> Json:
    organisation = session.get_one(Organisation, signature.organisation_id)
    mandate = session.get_one(Mandate, signature.mandate_id)
    return {
        "side": signature.side,
        "organisation": organisation.id,
        "name": organisation.name,
        "example": organisation.example,
        "mandate": {
            "jurisdiction": mandate.jurisdiction,
            "sectors": mandate.sectors,
            "document": mandate.document,
            "since": mandate.since.isoformat(),
            "until": mandate.until.isoformat() if mandate.until else None,
        },
        "received_at": signature.signed_at,
        "algorithm": "Ed25519",
        "key": signature.key_id,
        "signature": signature.signature,
        "credential": json.loads(signature.credential) if signature.credential else None,
    }


def keys(desk: Desk) -> Json:
    """Every key that was ever confirmed, with its organisation; never the name of a person."""
    with desk.reading() as session:
        rows = select(SigningKey, Organisation).join(Person, Person.id == SigningKey.person_id)
        found = session.execute(
            rows.join(Organisation, Organisation.id == Person.organisation_id)
            .where(SigningKey.confirmed_at.is_not(None))
            .order_by(SigningKey.id)
        ).all()
        return {"format": KEYS, "keys": [_key(key, organisation) for key, organisation in found]}


def _key(key: SigningKey, organisation: Organisation) -> Json:
    return {
        "key": key.id,
        "organisation": organisation.id,
        "name": organisation.name,
        "jurisdiction": organisation.jurisdiction,
        "example": organisation.example,
        "confirmed_at": key.confirmed_at,
        "revoked_at": key.revoked_at,
    }


def credentials(exported: Json) -> list[Json]:
    """The W3C Verifiable Credentials of an export, one for each signatory who issued one."""
    return [each["credential"] for each in exported["signatures"] if each["credential"]]
