"""The pages of the desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.pages.render import page, reader_language
from api.routes.desk_session import COOKIE, Fields, Open, Present, Quiet, Reader, SameSite, Writer, client, give
from kb.desk import drafting, office, reporting, session, step, viewing
from kb.desk.refusal import SignInError
from kb.desk.session import SignedIn
from kb.desk.transition import State

router = APIRouter(prefix="/desk", include_in_schema=False, default_response_class=HTMLResponse)


def _show(request: Request, template: str, signed: SignedIn | None, **values: Any) -> Response:
    shown = page(request, f"desk/{template}", signed=signed, states=[state.value for state in State], **values)
    shown.headers["Cache-Control"] = "no-store"
    return shown


def _back(request: Request, path: str) -> Response:
    return RedirectResponse(f"/desk{path}?lang={reader_language(request)}", status_code=303)


@router.get("")
def home(request: Request, desk: Open, state: str = "", mine: bool = False) -> Response:
    """The list, or the way to sign in."""
    try:
        signed = session.signed_in(desk, request.cookies.get(COOKIE))
    except SignInError:
        return _back(request, "/login")
    rows = viewing.listing(desk, signed.actor, state, mine=mine)
    return _show(request, "list.html", signed, rows=rows, state=state, mine=mine)


@router.get("/login")
def ask(request: Request, _: Quiet) -> Response:
    """The form to sign in."""
    return _show(request, "login.html", None)


@router.post("/login", dependencies=[SameSite])
def login(request: Request, desk: Open, fields: Fields) -> Response:
    """Sign in."""
    opened = session.sign_in(desk, str(fields.get("login", "")), str(fields.get("password", "")), client(request))
    answer = _back(request, "")
    give(answer, opened)
    return answer


@router.post("/logout", dependencies=[SameSite])
def logout(request: Request, desk: Open, _: Writer) -> Response:
    """Sign out."""
    session.sign_out(desk, request.cookies.get(COOKIE, ""))
    answer = _back(request, "/login")
    answer.delete_cookie(COOKIE, path="/desk")
    return answer


@router.post("/statements", dependencies=[SameSite])
def draft(request: Request, desk: Open, release: Present, signed: Writer, fields: Fields) -> Response:
    """Begin a statement."""
    key = drafting.draft(desk, signed.actor, release, step.wish(desk, fields))
    return _back(request, f"/statements/{key}")


@router.get("/statements/{key}")
def statement(request: Request, desk: Open, signed: Reader, key: str) -> Response:
    """One statement, both sides beside each other."""
    return _show(request, "statement.html", signed, it=viewing.detail(desk, signed.actor, key))


@router.get("/statements/{key}/document")
def document(desk: Open, signed: Reader, key: str) -> Response:
    """The frozen document as a file."""
    data = viewing.document(desk, signed.actor, key)
    kept = {"Content-Disposition": f'attachment; filename="{quote(key)}.json"', "Cache-Control": "no-store"}
    return Response(data, media_type="application/json", headers=kept)


@router.post("/statements/{key}/{action}", dependencies=[SameSite])
def take(
    request: Request, desk: Open, release: Present, signed: Writer, fields: Fields, key: str, action: str
) -> Response:
    """Take a step."""
    step.take(desk, signed.actor, release, key, action, fields)
    return _back(request, f"/statements/{quote(key)}")


@router.post("/keys", dependencies=[SameSite])
def add_key(request: Request, desk: Open, signed: Writer, fields: Fields) -> Response:
    """Enter one's own public key."""
    office.add_key(desk, signed.actor, str(fields.get("key", "")).strip())
    return _back(request, "")


@router.get("/report")
def ask_report(request: Request, _: Quiet, page: str = "") -> Response:
    """The form to report an error; no cookie is set or read."""
    return _show(request, "report.html", None, about=page[:500], number=None)


@router.post("/report", dependencies=[SameSite])
def report(request: Request, desk: Quiet, release: Present, fields: Fields) -> Response:
    """Keep a report of an error."""
    said = {name: str(fields.get(name, "")) for name in ("page", "text", "contact")}
    number = reporting.report(
        desk, client(request), **said, language=reader_language(request), data_version=release.version
    )
    return _show(request, "report.html", None, about="", number=number)


@router.get("/reports")
def reports(request: Request, desk: Open, signed: Reader) -> Response:
    """The reports of errors, for editors."""
    return _show(request, "reports.html", signed, rows=reporting.reports(desk, signed.actor))


@router.post("/reports/{number}", dependencies=[SameSite])
def settle(request: Request, desk: Open, signed: Writer, fields: Fields, number: int) -> Response:
    """Say what came of a report."""
    reporting.settle(desk, signed.actor, number, str(fields.get("text", "")))
    return _back(request, "/reports")
