"""Into the facts: what both sides signed becomes rows and files of ``mappings``, which ``drempel build`` reads."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.desk.database import Desk
from kb.desk.deed import act, look
from kb.desk.exporting import keys, of_version, signatures_of, signed_version, state_of
from kb.desk.role import Action, Actor
from kb.desk.tables import AuditRow, Lapse, Mandate, Organisation, Statement, Version
from kb.desk.transition import State
from kb.model.authorisation import Authorisation
from kb.read.authorisation import FILE, FOLDER, KEYS_FILE
from kb.read.tsv import BETWEEN_ITEMS

_STATUS = {
    State.AUTHORISED: "authorised",
    State.DISPUTED: "disputed",
    State.LAPSED: "lapsed",
    State.WITHDRAWN: "lapsed",
}


def publish(desk: Desk, actor: Actor, home: Path, *, examples: bool = False) -> list[Authorisation]:
    """Write the table, the signed statements and the keys below ``home/mappings``; examples only if asked for."""
    found = [pair for pair in rows(desk, actor) if examples or pair[0].example == "no"]
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for row, exported in found:
        _write(folder / f"{row.statement}.{row.version}.json", exported)
    _write(home / KEYS_FILE, keys(desk))
    _table(home / FILE, [row for row, _ in found])
    return [row for row, _ in found]


def rows(desk: Desk, actor: Actor) -> list[tuple[Authorisation, dict[str, Any]]]:
    """The last signed version of every statement, as a row and as it is exported; logged."""
    with act(desk, actor, Action.PUBLISH) as deed:
        statements = deed.session.scalars(select(Statement).order_by(Statement.id)).all()
        found = [(each, version) for each in statements if (version := signed_version(deed.session, each.id))]
        deed.facts = {"statements": len(found)}
        return [
            (_row(deed.session, statement, version), of_version(deed.session, statement, version))
            for statement, version in found
        ]


def audit_log(desk: Desk, actor: Actor) -> list[dict[str, Any]]:
    """The whole audit log, for administrators."""
    with look(desk, actor, Action.AUDIT) as session:
        names = ("seq", "at", "actor", "action", "subject", "facts", "hash")
        log = session.scalars(select(AuditRow).order_by(AuditRow.seq))
        return [{name: getattr(row, name) for name in names} for row in log]


def _row(session: Session, statement: Statement, version: Version) -> Authorisation:
    document = json.loads(version.document)
    lapse = session.scalars(select(Lapse).where(Lapse.version_id == version.id)).first()
    status = _STATUS.get(State(state_of(statement, version, lapse)), "lapsed")
    ended = None if status == "authorised" else date.fromisoformat((lapse.at if lapse else statement.changed_at)[:10])
    first, second = signatures_of(session, version)
    mandates = [session.get_one(Mandate, each.mandate_id).until for each in (first, second)]
    named = {
        f"{place}_{name}": value
        for place, each in (("first", first), ("second", second))
        for name, value in {
            "side": each.side,
            "organisation": session.get_one(Organisation, each.organisation_id).name,
            "key": each.key_id,
            "signed": date.fromisoformat(each.signed_at[:10]),
        }.items()
    }
    return Authorisation(
        statement=statement.id,
        version=version.number,
        kind=document["kind"],
        subject=document["subject"],
        hash=version.hash,
        status=status,
        **named,
        since=named["second_signed"],
        until=min([version.review_by, *(until for until in mandates if until is not None)]),
        ended=ended,
        reasons=sorted({each["reason"] for each in json.loads(lapse.reasons)}) if lapse else [],
        data_version=version.data_version,
        example="yes" if statement.example else "no",
    )


def _table(path: Path, found: list[Authorisation]) -> None:
    columns = list(Authorisation.model_fields)
    lines = ["\t".join(columns), *("\t".join(_cell(getattr(row, name)) for name in columns) for row in found)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return BETWEEN_ITEMS.join(value)
    return "" if value is None else str(value)


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
