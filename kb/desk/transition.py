"""The states of a statement and every way from one to another: the one place that knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kb.desk.refusal import StateError
from kb.desk.role import MAY, Action, Role


class State(StrEnum):
    """Concepts of the scheme ``statement-states``."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PROPOSED = "proposed"
    SIGNED_BY_ONE = "signed-by-one"
    AUTHORISED = "authorised"
    DISPUTED = "disputed"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Transition:
    """One way; ``own_side``: only a person whose organisation has a mandate for one of the sides."""

    action: Action
    origin: State
    target: State
    own_side: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """Who may go it."""
        return MAY[self.action]


TRANSITIONS = (
    Transition(Action.FREEZE, State.DRAFT, State.DRAFT),
    Transition(Action.SUBMIT, State.DRAFT, State.IN_REVIEW),
    Transition(Action.RETURN, State.IN_REVIEW, State.DRAFT),
    Transition(Action.PROPOSE, State.IN_REVIEW, State.PROPOSED),
    Transition(Action.SIGN, State.PROPOSED, State.SIGNED_BY_ONE, own_side=True),
    Transition(Action.SIGN, State.SIGNED_BY_ONE, State.AUTHORISED, own_side=True),
    *(
        Transition(Action.OBJECT, origin, State.DISPUTED, own_side=True)
        for origin in (State.PROPOSED, State.SIGNED_BY_ONE, State.AUTHORISED)
    ),
    Transition(Action.RESOLVE, State.DISPUTED, State.DRAFT),
    Transition(Action.DROP, State.DRAFT, State.WITHDRAWN),
    Transition(Action.DROP, State.IN_REVIEW, State.WITHDRAWN),
    *(
        Transition(Action.WITHDRAW, origin, State.WITHDRAWN, own_side=True)
        for origin in (State.PROPOSED, State.SIGNED_BY_ONE, State.AUTHORISED, State.DISPUTED)
    ),
    *(
        Transition(Action.LAPSE, origin, State.LAPSED)
        for origin in (State.PROPOSED, State.SIGNED_BY_ONE, State.AUTHORISED)
    ),
    Transition(Action.REOPEN, State.LAPSED, State.DRAFT),
    Transition(Action.REOPEN, State.WITHDRAWN, State.DRAFT),
)
_WAYS = {(way.action, way.origin): way for way in TRANSITIONS}

LIVE = frozenset({State.PROPOSED, State.SIGNED_BY_ONE, State.AUTHORISED})
"""States in which the frozen version must hold against every new build."""


def way(action: Action, origin: str) -> Transition:
    """The way of an action from a state; raises StateError where there is none."""
    found = _WAYS.get((action, State(origin)))
    if found is None:
        what = "A statement in state {state} does not allow this step: {action}."
        fix = "Read the statement again: somebody else may have moved it on."
        raise StateError("state", what, fix, state=origin, action=action.value)
    return found


def open_actions(state: str) -> tuple[Action, ...]:
    """The actions that a state allows."""
    return tuple(dict.fromkeys(each.action for each in TRANSITIONS if each.origin == state))
