"""Sending notices: mail by SMTP and signed webhooks, each only if it is switched on; at least once, never lost."""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage
from typing import cast

from sqlalchemy import select

from kb.desk.database import Desk
from kb.desk.tables import Notice, Organisation
from kb.model.text import Language
from kb.settings import settings
from kb.wording import translator

_SECONDS = 10
_MOST_ATTEMPTS = 20
_WORDS = {
    "proposed": "A statement is proposed to your side.",
    "signed-by-one": "One side has signed a statement.",
    "authorised": "Both sides have signed a statement.",
    "disputed": "An objection was raised to a statement.",
    "resolved": "The objections to a statement are resolved; it is a draft again.",
    "withdrawn": "A statement was withdrawn.",
    "lapsed": "A statement has lapsed.",
}


def send(desk: Desk) -> dict[str, int]:
    """Send every notice that is due by each way that is on; gives how many went by which way, and how many failed."""
    ways: dict[str, Callable[[Organisation, Notice], None]] = {}
    if settings().desk_smtp:
        ways["mailed_at"] = _mail
    if settings().desk_webhooks:
        ways["hooked_at"] = _hook
    done = {"mailed_at": 0, "hooked_at": 0, "failed": 0}
    for column, way in ways.items():
        for number in _due(desk, column):
            done[_one(desk, number, column, way)] += 1
    return done


def _due(desk: Desk, column: str) -> list[int]:
    to = Organisation.mail if column == "mailed_at" else Organisation.webhook
    wanted = (getattr(Notice, column).is_(None), Notice.attempts < _MOST_ATTEMPTS, to.is_not(None))
    with desk.reading() as session:
        return list(session.scalars(select(Notice.id).join(Organisation).where(*wanted).order_by(Notice.id)))


def _one(desk: Desk, number: int, column: str, way: Callable[[Organisation, Notice], None]) -> str:
    """Send one, then mark it: killed between the two, it is sent again, under the same number."""
    with desk.reading() as session:
        notice = session.get_one(Notice, number)
        organisation = session.get_one(Organisation, notice.organisation_id)
    try:
        way(organisation, notice)
    except (OSError, smtplib.SMTPException):
        column, sent = "failed", False
    else:
        sent = True
    with desk.writing() as session:
        kept = session.get_one(Notice, number)
        kept.attempts += 1
        if sent:
            setattr(kept, column, desk.moment)
    return column


def _mail(organisation: Organisation, notice: Notice) -> None:
    _ = translator(cast(Language, organisation.language))
    message = EmailMessage()
    message["From"], message["To"] = settings().desk_mail_from, organisation.mail or ""
    message["Subject"] = f"Drempel: {_(_WORDS[notice.kind])} ({notice.statement_id})"
    message["Message-ID"] = f"<notice-{notice.id}@drempel>"
    facts = json.loads(notice.facts)
    lines = [_(_WORDS[notice.kind]), "", *(f"{name}: {value}" for name, value in facts.items())]
    message.set_content("\n".join([*lines, "", f"/desk/statements/{notice.statement_id}"]))
    host, _colon, port = (settings().desk_smtp or "").partition(":")
    with smtplib.SMTP(host, int(port or 25), timeout=_SECONDS) as server:
        server.send_message(message)


def _hook(organisation: Organisation, notice: Notice) -> None:
    told = {"id": notice.id, "kind": notice.kind, "statement": notice.statement_id, "at": notice.at}
    body = json.dumps({**told, "facts": json.loads(notice.facts)}, sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json",
        "Drempel-Signature": signature(organisation.webhook_secret or "", notice.at, body),
    }
    request = urllib.request.Request(organisation.webhook or "", body, headers, method="POST")
    with urllib.request.build_opener(_NoRedirect).open(request, timeout=_SECONDS) as answer:
        answer.read(1)


def signature(secret: str, at: str, body: bytes) -> str:
    """What the receiver computes to know that a notice is ours: HMAC-SHA256 over the time, a dot, and the body."""
    told = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={told}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A webhook that points elsewhere is not followed."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Never."""
