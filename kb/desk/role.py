"""Roles and what each may do: the one table of permissions, held against every deed by ``kb.desk.deed``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of people, and of the program itself (``system``: a build; ``operator``: who runs the server)."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    SIGNATORY = "signatory"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"
    OPERATOR = "operator"


GRANTABLE = (Role.EDITOR, Role.REVIEWER, Role.SIGNATORY, Role.ADMINISTRATOR)


class Action(StrEnum):
    """Everything that can be done at the desk."""

    READ = "read"
    COMMENT = "comment"
    DRAFT = "draft"
    FREEZE = "freeze"
    SUBMIT = "submit"
    RETURN = "return"
    PROPOSE = "propose"
    SIGN = "sign"
    OBJECT = "object"
    RESOLVE = "resolve"
    DROP = "drop"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    LAPSE = "lapse"
    ADD_KEY = "add-key"
    CONFIRM_KEY = "confirm-key"
    REVOKE_KEY = "revoke-key"
    MANAGE = "manage"
    GRANT = "grant"
    AUDIT = "audit"
    PUBLISH = "publish"
    ISSUE = "issue"
    REPORTS = "reports"
    EXPORT_PERSON = "export-person"
    ERASE_PERSON = "erase-person"


_ALL = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNATORY, Role.ADMINISTRATOR, Role.OPERATOR})
_OFFICE = frozenset({Role.ADMINISTRATOR, Role.OPERATOR})

MAY: dict[Action, frozenset[Role]] = {
    Action.READ: _ALL,
    Action.COMMENT: frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNATORY}),
    Action.DRAFT: frozenset({Role.EDITOR}),
    Action.FREEZE: frozenset({Role.EDITOR}),
    Action.SUBMIT: frozenset({Role.EDITOR}),
    Action.RETURN: frozenset({Role.REVIEWER}),
    Action.PROPOSE: frozenset({Role.REVIEWER}),
    Action.SIGN: frozenset({Role.SIGNATORY}),
    Action.OBJECT: frozenset({Role.SIGNATORY}),
    Action.RESOLVE: frozenset({Role.REVIEWER}),
    Action.DROP: frozenset({Role.EDITOR}),
    Action.WITHDRAW: frozenset({Role.SIGNATORY}),
    Action.REOPEN: frozenset({Role.EDITOR}),
    Action.LAPSE: frozenset({Role.SYSTEM}),
    Action.ADD_KEY: frozenset({Role.SIGNATORY}),
    Action.CONFIRM_KEY: _OFFICE,
    Action.REVOKE_KEY: _OFFICE | {Role.SIGNATORY},
    Action.MANAGE: _OFFICE,
    Action.GRANT: _OFFICE,
    Action.AUDIT: _OFFICE,
    Action.PUBLISH: _OFFICE,
    Action.ISSUE: frozenset({Role.SYSTEM, Role.OPERATOR}),
    Action.REPORTS: frozenset({Role.EDITOR, Role.REVIEWER, Role.OPERATOR}),
    Action.EXPORT_PERSON: _OFFICE,
    Action.ERASE_PERSON: _OFFICE,
}
"""No role that manages people may draft, review or sign, and none that writes may sign: who needs two, asks for two."""


@dataclass(frozen=True)
class Actor:
    """Who acts: the pseudonym and the organisation. The roles are read anew from the database with every deed."""

    person: str
    organisation: str = ""


SYSTEM = Actor("system")
"""The program itself: lapse, register of documents."""
OPERATOR = Actor("operator")
"""Who runs the commands on the server; manages, never drafts, reviews or signs."""
BUILT_IN = {SYSTEM.person: Role.SYSTEM, OPERATOR.person: Role.OPERATOR}
