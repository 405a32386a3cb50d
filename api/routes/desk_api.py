"""The desk for programs: JSON under ``/desk/api``, in the same session as the pages."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Body, Request, Response

from api.routes.desk_session import COOKIE, Caller, Open, Present, Quiet, Reader, SameSite, client, give
from kb.desk import drafting, exporting, office, session, step, viewing
from kb.errors import DrempelError

router = APIRouter(prefix="/desk/api", include_in_schema=False)

Words = dict[str, Any]


@router.post("/login", dependencies=[SameSite])
def login(request: Request, response: Response, desk: Open, words: Words = Body()) -> dict[str, str]:
    """Sign in; the answer tells what to send as ``X-Form-Token`` with everything that writes."""
    opened = session.sign_in(desk, str(words.get("login", "")), str(words.get("password", "")), client(request))
    give(response, opened)
    return {"form": opened.form}


@router.post("/logout", dependencies=[SameSite])
def logout(request: Request, response: Response, desk: Open, _: Caller) -> dict[str, str]:
    """Close the session."""
    session.sign_out(desk, request.cookies.get(COOKIE, ""))
    response.delete_cookie(COOKIE, path="/desk")
    return {"state": "signed-out"}


@router.get("/me")
def me(signed: Reader) -> dict[str, Any]:
    """Who is signed in, with which roles."""
    return {"person": signed.actor.person, "organisation": signed.actor.organisation, "roles": list(signed.roles)}


@router.get("/statements")
def statements(desk: Open, signed: Reader, state: str = "", mine: bool = False) -> dict[str, Any]:
    """Statements by state and by who must act."""
    return {"items": viewing.listing(desk, signed.actor, state, mine=mine)}


@router.post("/statements", dependencies=[SameSite], status_code=201)
def draft(desk: Open, release: Present, signed: Caller, words: Words = Body()) -> dict[str, str]:
    """Begin a statement."""
    return {"id": drafting.draft(desk, signed.actor, release, step.wish(desk, words))}


@router.get("/statements/{key}")
def statement(desk: Open, signed: Reader, key: str) -> dict[str, Any]:
    """One statement with all that belongs to it."""
    return viewing.detail(desk, signed.actor, key)


@router.get("/statements/{key}/document")
def document(desk: Open, signed: Reader, key: str) -> Response:
    """The frozen document, byte for byte: what is signed."""
    return Response(viewing.document(desk, signed.actor, key), media_type="application/json")


@router.post("/statements/{key}/{action}", dependencies=[SameSite])
def take(
    desk: Open, release: Present, signed: Caller, key: str, action: str, words: Words = Body(default={})
) -> dict[str, Any]:
    """Take a step: submit, return, propose, sign (the body is the signature), object, resolve, withdraw, reopen ..."""
    step.take(desk, signed.actor, release, key, action, words)
    shown = viewing.detail(desk, signed.actor, key)
    return {"id": key, "state": shown["state"], "version": shown["version"], "waits_for": shown["waits_for"]}


@router.post("/keys", dependencies=[SameSite], status_code=201)
def add_key(desk: Open, signed: Caller, words: Words = Body()) -> dict[str, str]:
    """Enter one's own public key."""
    office.add_key(desk, signed.actor, str(words.get("key", "")))
    return {"state": "to-be-confirmed"}


@router.post("/keys/{key}/{deed}", dependencies=[SameSite])
def judge_key(desk: Open, signed: Caller, key: str, deed: str) -> dict[str, str]:
    """Confirm or revoke a key."""
    deeds = {"confirm": office.confirm_key, "revoke": office.revoke_key}
    if deed not in deeds:
        raise DrempelError("A key is confirmed or revoked.", field="deed", choices=list(deeds))
    deeds[deed](desk, signed.actor, key)
    return {"state": deed}


@router.post("/people/{person}/roles", dependencies=[SameSite])
def grant(desk: Open, signed: Caller, person: str, words: Words = Body()) -> dict[str, str]:
    """Give a role."""
    office.grant(desk, signed.actor, person, str(words.get("role", "")))
    return {"state": "granted"}


@router.get("/public/statements/{key}")
def exported(desk: Quiet, key: str) -> dict[str, Any]:
    """A statement that both sides signed, with all that is needed to verify it; open to everybody, without a cookie."""
    return exporting.export(desk, key)


@router.get("/public/keys")
def keys(desk: Quiet) -> dict[str, Any]:
    """The public keys of signatories, with their organisations; open to everybody."""
    return exporting.keys(desk)
