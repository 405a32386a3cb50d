"""The deeds that are killed, and what must hold after every kill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from kb.desk import drafting, lapsing, signing
from kb.desk.database import Desk
from kb.desk.detached import Detached
from kb.desk.integrity import faults
from kb.desk.role import Actor
from kb.desk.tables import Notice, Signature, Statement
from kb.release import open_release


def do(desk: Desk, deed: dict[str, Any]) -> None:
    """Do one deed."""
    actor = Actor(*deed.get("actor", ["system", ""]))
    match deed["name"]:
        case "propose":
            drafting.propose(desk, actor, deed["statement"])
        case "sign":
            signing.sign(desk, actor, deed["statement"], Detached.model_validate(deed["signature"]))
        case "lapse":
            lapsing.check(desk, open_release(Path(deed["releases"])))
        case "reopen":
            drafting.reopen(desk, actor, open_release(Path(deed["releases"])), deed["statement"])


def whole(url: str, deed: dict[str, Any]) -> bool:
    """The database is consistent, and the statement is either where it was or where the deed leads: whether there."""
    desk = Desk(url)
    assert faults(desk) == [], faults(desk)
    with desk.reading() as session:
        statement = session.get_one(Statement, deed["statement"])
        count = len(session.scalars(select(Signature)).all())
        told = len(session.scalars(select(Notice).where(Notice.kind == deed["to"])).all())
    desk.close()
    done = statement.state == deed["to"]
    assert statement.state in (deed["from"], deed["to"]), statement.state
    assert count == deed["signatures"][done], (statement.state, count)
    assert told == (2 if done and deed["name"] != "reopen" else 0), "what happened is told, and nothing else"
    return done
