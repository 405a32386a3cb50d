"""The flow in one case, as a decision diagram of the questions that are still open.

Each open question stands once on a way through the diagram, always in the same order, and only where its answer
makes a difference. What is open, and which results are possible, is therefore exact, also where the flow asks a
question at two places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.routes.case import Case
from kb.routes.flow import FIRST, FLOW, RESULTS
from kb.routes.law import Law
from kb.routes.question import Answered, Question, evaluate

_PLACE = {node.question.id: place for place, node in enumerate(FLOW.values())}
"""The order of the questions: that of the last place at which the flow asks them."""


@dataclass(frozen=True, eq=False)
class Open:
    """An unanswered question, with what follows from a yes and from a no; the two always differ."""

    question: str
    yes: Branch
    no: Branch


Branch = str | Open
"""A result, or a question that has to be answered first."""


@dataclass
class Diagram:
    """What the flow comes to in a case."""

    case: Case
    law: Law
    _answers: dict[str, Answered] = field(default_factory=dict)
    _from: dict[str, Branch] = field(default_factory=dict)
    _made: dict[tuple[str, Branch, Branch], Open] = field(default_factory=dict)

    def answered(self, question: Question) -> Answered:
        """The answer of the case to a question, evaluated once."""
        if question.id not in self._answers:
            self._answers[question.id] = evaluate(question, self.case, self.law)
        return self._answers[question.id]

    def reached(self) -> frozenset[str]:
        """The possible results, and every node to which the answers, taken one by one, allow a way."""
        return frozenset((self._from.keys() - RESULTS.keys()) | set(self.results()))

    def results(self) -> list[str]:
        """The possible results, in the order of the flow."""
        ends = {end for each in self._opens() for end in (each.yes, each.no) if isinstance(end, str)}
        root = self.follow(FIRST)
        return [name for name in RESULTS if name in ends or name == root]

    def open(self) -> tuple[str, ...]:
        """The unanswered questions on which the result depends, in the order of the flow."""
        asked = {each.question for each in self._opens()}
        passed = (node.question.id for node in FLOW.values() if node.id in self._from)
        return tuple(dict.fromkeys(name for name in passed if name in asked))

    def _opens(self) -> Iterator[Open]:
        seen: set[Branch] = set()
        ahead = [self.follow(FIRST)]
        while ahead:
            each = ahead.pop()
            if isinstance(each, Open) and each not in seen:
                seen.add(each)
                ahead += [each.yes, each.no]
                yield each

    def follow(self, at: str) -> Branch:
        """What a node leads to."""
        if at not in self._from:
            self._from[at] = self._branch(at) if at in FLOW else at
        return self._from[at]

    def _branch(self, at: str) -> Branch:
        node = FLOW[at]
        answer = self.answered(node.question).answer
        if answer != "unknown":
            return self.follow(node.yes if answer == "yes" else node.no)
        return self._choose(node.question.id, self.follow(node.yes), self.follow(node.no))

    def _choose(self, question: str, yes: Branch, no: Branch) -> Branch:
        """The diagram that goes on with ``yes`` or ``no``; questions that come earlier in the order move up."""
        tops = [each.question for each in (yes, no) if isinstance(each, Open)]
        top = min([question, *tops], key=_PLACE.__getitem__)
        if top == question:
            return self._make(top, _given(yes, top, True), _given(no, top, False))
        sides = [self._choose(question, _given(yes, top, each), _given(no, top, each)) for each in (True, False)]
        return self._make(top, *sides)

    def _make(self, question: str, yes: Branch, no: Branch) -> Branch:
        if yes == no:
            return yes
        key = (question, yes, no)
        if key not in self._made:
            self._made[key] = Open(*key)
        return self._made[key]


def _given(branch: Branch, question: str, answer: bool) -> Branch:
    """What is left of a diagram once its first question, if it is that one, is answered."""
    if not isinstance(branch, Open) or branch.question != question:
        return branch
    return branch.yes if answer else branch.no
