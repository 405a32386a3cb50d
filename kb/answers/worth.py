"""The answer to "what is this diploma worth there, and how is it recognised"."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from kb.answers.present import Shown
from kb.model.text import Language


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Concept(_Part):
    """A concept: slug and label in the language asked for."""

    id: str
    label: str


class Level(_Part):
    """A level in a framework, with how reliable it is; no level says anything on content or access."""

    framework: str | None = None
    level: int | None = None
    reliability: Concept
    qualification: str | None = None
    """Whose level it is, where it is not that of the qualification asked about."""


class Levels(_Part):
    """Level at home, European level, and the level of the nearest qualification of the host (never inferred)."""

    home: Level
    host: Level
    eqf: Level


class MayStart(_Part):
    """May the holder start before any step is taken."""

    answer: Literal["yes", "supervised", "no", "unknown"]
    label: str
    because: list[str]


class Assumption(_Part):
    """What an answer on the diploma alone takes for granted of its holder."""

    question: Concept
    answer: Concept


class Step(_Part):
    """A condition on the way to the route, with the rules that pose it or answer it."""

    question: Concept
    answer: Concept
    rules: list[Shown]


class MeasureAnswer(_Part):
    """The compensation measures that may be asked and who chooses; several choosers where a level is not known."""

    kinds: list[Concept]
    choosers: list[Concept]
    rules: list[Shown]


class Route(_Part):
    """The route and its outcome, the articles relied on (``read`` False: to be confirmed) and the explanation."""

    id: str
    label: str
    outcome: Concept
    outcomes: list[Concept]
    articles: list[Shown]
    explanation: list[str]
    possible: list[Concept]
    """The routes that facts unknown to the base leave open, where the route is unknown."""
    assumed: list[Assumption]
    otherwise: list[Concept]
    """Routes that open to a holder of whom the assumptions do not hold."""
    questions: list[Concept]
    """Questions whose answers would settle more."""
    steps: list[Step]
    rules: list[Shown]
    """Terms, papers, reasons, remedies, language and title."""
    measure: MeasureAnswer | None
    notes: list[Shown]


class ProfessionAnswer(_Part):
    """The profession in the host and whether its access is regulated in the mode asked for."""

    id: str | None
    label: str | None
    names: list[Shown]
    relation: Literal["main", "related"] | None
    regulated: Literal["yes", "no", "unknown"]
    regulated_label: str
    kind: Concept | None
    statement: Shown | None
    legal_basis: list[Shown]
    reserved_activities: list[Shown]
    authority: Shown | None
    via: Shown | None = None
    """The successor or akin code whose profession it is, where an older code has none of its own."""
    hint: Shown | None = None
    """What the register says of the nearest qualification of the host, where the answer is unknown."""


class UnknownAnswer(_Part):
    """Something that the base does not know: what, where one looked, whom to ask."""

    subject: Concept
    about: str | None = None
    looked_at: list[str] = []
    on: str | None = None
    ask: Shown | None = None
    note: str | None = None


class Task(_Part):
    """One unit of the host's qualification: when it may be done, by which rule, for what reason, on which source."""

    unit: Shown
    rule: Concept
    verdict: Concept
    because: list[Shown]
    """The reasons with their language: of the rule, and of the comparison."""
    by: list[Shown]
    reserved: list[Concept]
    permit: list[Concept]
    law: Shown | None
    bridge: Shown | None
    sources: list[Shown]


class Tasks(_Part):
    """What the holder may do of the nearest qualification of the host whose units were compared.

    Four lists, each unit in one of them. ``why``: the reason where nothing was compared. ``others``: further
    qualifications of the host that were compared with this one unit by unit.
    """

    qualification: Shown | None
    profession: Shown | None
    """The profession of that qualification; whether it may be started decides on the tasks."""
    start: Concept | None
    labels: dict[str, str]
    """What the four lists are called."""
    at_once: list[Task]
    supervised: list[Task]
    not_yet: list[Task]
    unknown: list[Task]
    why: Concept | None
    others: list[Shown]


class Alternative(_Part):
    """The same question for another profession that the holder may ask about."""

    profession: ProfessionAnswer
    route: Route
    may_start: MayStart
    procedures: list[Shown]


class Worth(_Part):
    """See DESIGN section 5; every text is in the language asked for, official names keep theirs."""

    qualification: Shown
    host: Concept
    mode: Concept
    language: Language
    data_version: str
    as_of: str | None
    notes: list[Shown]
    """What is to be said of the code itself and of the day asked about: label, and a day where there is one."""
    place: Shown | None
    may_start: MayStart
    tasks: Tasks
    levels: Levels
    nearest: list[Shown]
    profession: ProfessionAnswer
    route: Route
    procedures: list[Shown]
    general_procedures: list[Shown]
    alternatives: list[Alternative]
    unknowns: list[UnknownAnswer]
    sources: list[Shown]

    def as_json(self) -> dict[str, Any]:
        """The JSON form, the same from library, CLI and HTTP."""
        return self.model_dump(mode="json")
