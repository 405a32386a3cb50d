"""The walk through the flow: an unknown takes both ways, and stays the same unknown wherever it is asked again."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.routes.case import Case, Ternary
from kb.routes.flow import FLOW
from kb.routes.law import Law
from kb.routes.question import Answered, Question, evaluate


@dataclass(frozen=True, eq=False)
class Open:
    """An unanswered question, with what follows from a yes and from a no; the two always differ."""

    question: str
    yes: Branch
    no: Branch


Branch = str | Open
"""A result, or a question that has to be answered first."""

Assumed = frozenset[tuple[str, Ternary]]
"""The answers taken on the way to a node for unknown questions that are asked again further on."""


def _asked_from_on() -> dict[str, frozenset[str]]:
    """The questions that are asked at each node or after it."""
    found: dict[str, frozenset[str]] = {}
    for node in reversed(list(FLOW.values())):
        after = found.get(node.yes, frozenset()) | found.get(node.no, frozenset())
        found[node.id] = after | {node.question.id}
    return found


_FROM_ON = _asked_from_on()


@dataclass
class Walk:
    """What the flow comes to in one case, as a decision diagram of the questions that are still open."""

    case: Case
    law: Law
    reached: set[str] = field(default_factory=set)
    """Every node and result that the answers allow."""
    _answers: dict[str, Answered] = field(default_factory=dict)
    _followed: dict[tuple[str, Assumed], Branch] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _made: dict[tuple[str, Branch, Branch], Open] = field(default_factory=dict)

    def answered(self, question: Question) -> Answered:
        """The answer of the case to a question, evaluated once."""
        if question.id not in self._answers:
            self._answers[question.id] = evaluate(question, self.case, self.law)
        return self._answers[question.id]

    def follow(self, at: str, assumed: Assumed = frozenset()) -> Branch:
        """The result to which a node leads, or the question that decides between several."""
        self.reached.add(at)
        if at not in FLOW:
            return at
        if assumed:
            assumed = frozenset(each for each in assumed if each[0] in _FROM_ON[at])
        if (at, assumed) not in self._followed:
            self._followed[at, assumed] = self._branch(at, assumed)
        return self._followed[at, assumed]

    def _branch(self, at: str, assumed: Assumed) -> Branch:
        node = FLOW[at]
        name = node.question.id
        answer = self.answered(node.question).answer
        if answer == "unknown" and assumed:
            answer = dict(assumed).get(name, "unknown")
        if answer != "unknown":
            return self.follow(node.yes if answer == "yes" else node.no, assumed)
        yes = self.follow(node.yes, assumed | _keep(name, "yes", node.yes))
        no = self.follow(node.no, assumed | _keep(name, "no", node.no))
        if yes == no:
            return yes
        self._asked.add(at)
        return self._made.setdefault((name, yes, no), Open(name, yes, no))

    def depends_on(self, at: str) -> bool:
        """Whether the answer at a node is unknown and the result depends on it."""
        return at in self._asked

    def open(self) -> tuple[str, ...]:
        """The unanswered questions on which the result depends, in the order of the flow."""
        return tuple(dict.fromkeys(node.question.id for node in FLOW.values() if self.depends_on(node.id)))


def _keep(question: str, answer: Ternary, then: str) -> Assumed:
    return frozenset({(question, answer)}) if question in _FROM_ON.get(then, ()) else frozenset()
