"""One entry for every step of a statement, with its words as they come from a form or a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, cast

from kb.desk import detached, drafting, signing
from kb.desk.database import Desk
from kb.desk.freezing import Wish
from kb.desk.role import Action, Actor
from kb.errors import DrempelError, InvalidChoiceError
from kb.model.frozen import Kind
from kb.release import Release

Words = Mapping[str, Any]
Step = Callable[[Desk, Actor, Release, str, Words], object]

_KINDS = ("mapping", "alignment", "description")
_FORCE = timedelta(days=730)

_STEPS: dict[Action, Step] = {
    Action.FREEZE: lambda desk, actor, release, key, words: drafting.refreeze(
        desk, actor, release, key, wish(desk, words) if words.get("subject") else None
    ),
    Action.SUBMIT: lambda desk, actor, _, key, __: drafting.submit(desk, actor, key),
    Action.RETURN: lambda desk, actor, _, key, words: drafting.send_back(desk, actor, key, _text(words)),
    Action.PROPOSE: lambda desk, actor, _, key, words: drafting.propose(desk, actor, key, day(words, "deadline")),
    Action.SIGN: lambda desk, actor, _, key, words: signing.sign(desk, actor, key, _signature(words)),
    Action.OBJECT: lambda desk, actor, _, key, words: signing.object_to(desk, actor, key, _text(words)),
    Action.RESOLVE: lambda desk, actor, _, key, words: drafting.resolve(desk, actor, key, _text(words)),
    Action.DROP: lambda desk, actor, _, key, __: drafting.drop(desk, actor, key),
    Action.WITHDRAW: lambda desk, actor, _, key, words: signing.withdraw(desk, actor, key, _text(words)),
    Action.REOPEN: lambda desk, actor, release, key, words: drafting.reopen(
        desk, actor, release, key, wish(desk, words) if words.get("subject") else None
    ),
    Action.COMMENT: lambda desk, actor, _, key, words: drafting.comment(desk, actor, key, _text(words)),
}


def take(desk: Desk, actor: Actor, release: Release, key: str, action: str, words: Words) -> None:
    """Take a step by its name; raises InvalidChoiceError for a name that is none, and what the step raises."""
    step = next((step for name, step in _STEPS.items() if name == action), None)
    if step is None:
        what = "{value!r} is not a valid value of {name}."
        raise InvalidChoiceError(what, field="action", choices=[*_STEPS], value=action[:40], name="action")
    step(desk, actor, release, key, words)


def wish(desk: Desk, words: Words) -> Wish:
    """What is to be drafted: kind, subject, review date (two years from now if none), texts of a description."""
    kind = str(words.get("kind") or "mapping")
    if kind not in _KINDS:
        what = "{value!r} is not a valid value of {name}."
        raise InvalidChoiceError(what, field="kind", choices=_KINDS, value=kind[:40], name="kind")
    texts = words.get("texts") or {name[5:]: words[name] for name in words if name.startswith("text_")}
    subject = str(words.get("subject") or "").strip()
    return Wish(cast(Kind, kind), subject, day(words, "review_by") or desk.today + _FORCE, texts or None)


def day(words: Words, name: str) -> date | None:
    """A day among the words; None if it is not there; raises DrempelError if it is no day."""
    given = str(words.get(name) or "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise DrempelError("{text!r} is not a date.", "Write YYYY-MM-DD.", field=name, text=given[:40]) from error


def _text(words: Words) -> str:
    return str(words.get("text") or "")


def _signature(words: Words) -> detached.Detached:
    """A signature: the words themselves from a program, a file among them from a form."""
    if "hash" in words:
        return detached.read(json.dumps(dict(words)).encode())
    given = words.get("signature", b"")
    return detached.read(given if isinstance(given, bytes) else str(given).encode())
