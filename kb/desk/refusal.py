"""What the desk refuses, each told so that its reader knows what to do."""

from __future__ import annotations

from kb.errors import DrempelError


class DeskOffError(DrempelError):
    """The desk is not in use here, or its database cannot be used."""

    status = 503
    kind = "desk-off"


class SignInError(DrempelError):
    """Nobody is signed in, or the sign-in failed."""

    status = 401
    kind = "sign-in"


class RefusedError(DrempelError):
    """Not allowed to this person, in this state, or with this signature. Every refusal is logged with its ``code``."""

    status = 403
    kind = "refused"

    def __init__(self, code: str, what: str, fix: str = "", **values: str) -> None:
        super().__init__(what, fix, field="", choices=(), **values)
        self.code = code


class LimitError(RefusedError):
    """Too many attempts, or too much at once."""

    status = 429
    kind = "limit"


class StateError(RefusedError):
    """The statement is not in a state from which this can be done."""

    status = 409
    kind = "state"
