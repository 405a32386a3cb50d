"""What every route of the desk asks for first: the desk itself, who is signed in, that a form is one of ours."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from api.state import current
from kb.desk import lapsing, session
from kb.desk.database import Desk, address, open_desk
from kb.desk.detached import MOST_BYTES
from kb.desk.refusal import LimitError, RefusedError
from kb.desk.session import Opened, SignedIn
from kb.release import Release
from kb.settings import settings

COOKIE = "drempel_desk"


@lru_cache(maxsize=4)
def _opened(_: str | None) -> Desk:
    return open_desk()


def opened() -> Desk:
    """The desk without a look at the statements; raises DeskOffError."""
    return _opened(address())


def present(request: Request) -> Release:
    """The current release: what is signed never rests on an earlier one, whatever ``?version=`` asks for."""
    return current(request).release()


Present = Annotated[Release, Depends(present)]


def desk(release: Present) -> Desk:
    """The desk, after everything that no longer holds in the current release has lapsed."""
    found = opened()
    lapsing.check(found, release)
    return found


Open = Annotated[Desk, Depends(desk)]
Quiet = Annotated[Desk, Depends(opened)]


def reader(request: Request, response: Response, desk: Open) -> SignedIn:
    """Who is signed in; raises SignInError."""
    response.headers["Cache-Control"] = "no-store"
    return session.signed_in(desk, request.cookies.get(COOKIE))


Reader = Annotated[SignedIn, Depends(reader)]


def same_site(request: Request) -> None:
    """Refuse what a page of another site sends, or what is too large to be read."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    # a form of a page that bears Referrer-Policy: no-referrer, as all of ours do, says "Origin: null"
    is_hidden = origin == "null" and site == "same-origin"
    elsewhere = origin is not None and not is_hidden and urlsplit(origin).netloc != request.headers.get("host")
    if elsewhere or site not in (None, "same-origin", "none"):
        raise RefusedError("origin", "This was sent from another site.", "Use the pages of the desk.")
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise LimitError("size", "The file is too large.", "Send at most two megabytes, with their length.")


async def form(request: Request) -> dict[str, Any]:
    """The fields of a form; a file as its bytes."""
    async with request.form(max_files=1, max_fields=20, max_part_size=MOST_BYTES) as fields:
        return {name: value if isinstance(value, str) else await value.read() for name, value in fields.items()}


SameSite = Depends(same_site)
Fields = Annotated[dict[str, Any], Depends(form)]


def writer(request: Request, desk: Open, signed: Reader, fields: Fields) -> SignedIn:
    """Who sent a form of the session that they are in."""
    session.require_form(desk, signed, str(fields.pop("form", "")), request.url.path)
    return signed


def caller(request: Request, desk: Open, signed: Reader) -> SignedIn:
    """Which program calls, with the secret of its session in ``X-Form-Token``."""
    session.require_form(desk, signed, request.headers.get("x-form-token"), request.url.path)
    return signed


Writer = Annotated[SignedIn, Depends(writer)]
Caller = Annotated[SignedIn, Depends(caller)]


def client(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else ""


def give(response: Response, opened: Opened) -> None:
    """Hand the token over: to this site only, to the desk only, to no script."""
    response.set_cookie(
        COOKIE,
        opened.token,
        path="/desk",
        httponly=True,
        samesite="strict",
        secure=not settings().desk_insecure_cookie,
    )
