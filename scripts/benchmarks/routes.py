"""The rules: random cases over all hosts, homes, modes and occupations, decided on one core."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from kb.model.jurisdiction import HOSTS, MODES, state_of
from kb.model.rule import LEVELS
from kb.read.base import read_base
from kb.routes.case import STATES, TERNARY, Case, Difference, Experience, Ternary
from kb.routes.decide import decide
from kb.routes.law import Law
from kb.routes.wizard import FACTS

HOME = Path(__file__).resolve().parents[2]
ON = date(2026, 11, 27)
DIFFERENCES: tuple[Difference, ...] = ("none", "substantial", "whole", "unknown")
SEED = 2005_36

_USUAL: dict[str, Ternary] = {
    "certificate": "no",
    "title-only": "no",
    "eu-national": "yes",
    "eu-diploma": "yes",
    "complete": "yes",
    "established": "yes",
    "listed": "no",
}
"""What holds of most people who ask, so that most cases go the whole way through the flow."""


def cases(count: int, law: Law) -> list[Case]:
    """As many random cases, the same in each run; answers are unknown as often as yes or no."""
    chance = random.Random(SEED)
    named = sorted({name for rule in law.rules.values() for name in rule.occupations})
    return [_case(chance, [None, *named]) for _ in range(count)]


def _case(chance: random.Random, occupations: list[str | None]) -> Case:
    host = chance.choice(HOSTS)
    answers = {name: chance.choice(TERNARY) for name in FACTS if name != "regulated"}
    return Case(
        home=chance.choice([state for state in STATES if state != state_of(host)]),
        host=host,
        mode=chance.choice(MODES),
        on=ON,
        occupation=chance.choice(occupations),
        regulated=chance.choice(("yes", "yes", "yes", "unknown")),
        held_level=chance.choice((None, *LEVELS)),
        required_level=chance.choice((None, *LEVELS)),
        experience=chance.choice((None, _experience(chance))),
        difference=chance.choice(DIFFERENCES),
        answers=answers | {name: answer for name, answer in _USUAL.items() if chance.random() < 0.8},
    )


def _experience(chance: random.Random) -> Experience:
    self_employed, manager, employed, executive, training, ended = (chance.randrange(8) for _ in range(6))
    return Experience(self_employed, manager, employed, executive, training, ended)


def main(count: int = 10_000) -> None:
    """Print the seconds of processor time, the cases per second, and which routes came out."""
    law = Law(read_base(HOME).rules)
    drawn = cases(count, law)
    start = time.process_time()
    found = [decide(case, law) for case in drawn]
    seconds = time.process_time() - start
    print(f"{count} cases decided in {seconds:.2f} s of one core: {count / seconds:.0f} cases per second")
    for route, number in Counter(each.route for each in found).most_common():
        print(f"{number:8d}  {route}")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
