"""The law of one place, occupation and day: the rules of the Union, and the national ones where they differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from kb.errors import DrempelError
from kb.model.jurisdiction import lineage, state_of
from kb.model.rule import Rule
from kb.routes.case import Case, Ternary


@dataclass(frozen=True)
class _Here:
    """The rules of one host for one home, mode and time, most special first."""

    by_role: dict[str, tuple[Rule, ...]]
    settling: dict[str, tuple[Rule, ...]]
    notes: tuple[Rule, ...]


@dataclass(frozen=True)
class Law:
    """All rules that the base knows, by key."""

    rules: dict[str, Rule]
    _here: dict[tuple[str, str, str, int], _Here] = field(default_factory=dict, init=False, repr=False, compare=False)

    def sorted(self) -> list[Rule]:
        """The rules in the order of their keys."""
        return [self.rules[key] for key in sorted(self.rules)]

    def _at(self, case: Case) -> _Here:
        # between two changes of the law every day has the same rules, so that this stays small
        key = (case.home, case.host, case.mode, bisect_right(self._changes, case.on))
        if key not in self._here:
            self._here[key] = self._gather(case)
        return self._here[key]

    def _gather(self, case: Case) -> _Here:
        there = [rule for rule in self.sorted() if _is_law_there(rule, case)]
        special_first = sorted(there, key=lambda rule: _distance(rule, case))
        return _Here(
            _grouped((rule.overrides or rule.id, rule) for rule in special_first),
            _grouped((each.question, rule) for rule in special_first for each in rule.settles),
            tuple(rule for rule in there if rule.note),
        )

    @cached_property
    def _changes(self) -> list[date]:
        begin = {rule.since for rule in self.rules.values() if rule.since}
        end = {rule.until + timedelta(days=1) for rule in self.rules.values() if rule.until}
        return sorted(begin | end)

    @cached_property
    def begins(self) -> date:
        """The first day for which the base holds the rules of the Union, not only an earlier version of one or two."""
        own = (rule for rule in self.rules.values() if rule.jurisdiction == "eu" and not rule.overrides)
        return min(rule.since for rule in own if rule.since)

    def rule(self, role: str, case: Case) -> Rule:
        """The most special rule in a role (the key of the rule of the Union) that holds for the case.

        Raises DrempelError for a day before the first rule.
        """
        found = self.find(role, case)
        if found is None:
            raise DrempelError(
                "No rules are recorded for {on}.",
                "Write a day from {first} on.",
                field="on",
                on=case.on.isoformat(),
                first=self.begins.isoformat(),
            )
        return found

    def find(self, role: str, case: Case) -> Rule | None:
        """The same, None if no rule fills the role on that day."""
        return next(iter(self.all_in(role, case)), None)

    def all_in(self, role: str, case: Case) -> list[Rule]:
        """Every rule in a role that holds for the case, most special first."""
        return [rule for rule in self._at(case).by_role.get(role, ()) if _is_meant(rule, case)]

    def notes(self, case: Case) -> list[Rule]:
        """The rules that people ask about in such a case."""
        return [rule for rule in self._at(case).notes if _speaks_of(rule, case)]

    def settled(self, question: str, case: Case) -> tuple[Ternary, Rule] | None:
        """The answer that a rule itself gives to a question of the flow, with the rule; the most special one."""
        rule = next((each for each in self._at(case).settling.get(question, ()) if _is_meant(each, case)), None)
        if rule is None:
            return None
        return next(each.answer for each in rule.settles if each.question == question), rule


def _grouped(pairs: Iterable[tuple[str, Rule]]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for key, rule in pairs:
        found[key] = (*found.get(key, ()), rule)
    return found


def _speaks_of(rule: Rule, case: Case) -> bool:
    """Whether a rule holds for the occupation and the register of the case."""
    return (not rule.occupations or case.occupation in rule.occupations) and (
        not rule.schemes or case.scheme in rule.schemes
    )


def _is_meant(rule: Rule, case: Case) -> bool:
    """A rule that settles something for all occupations but those named elsewhere needs to know the occupation."""
    return _speaks_of(rule, case) and (case.occupation is not None or bool(rule.homes) or not rule.settles)


def _is_law_there(rule: Rule, case: Case) -> bool:
    """The law of the host on that day for that home and mode; of the home only where it speaks of its own diplomas."""
    speaks_of_own = state_of(rule.jurisdiction) in rule.homes and state_of(rule.jurisdiction) == case.home
    return (
        (speaks_of_own or rule.jurisdiction in ("eu", *lineage(case.host)))
        and (rule.since is None or rule.since <= case.on)
        and (rule.until is None or case.on <= rule.until)
        and (not rule.homes or bool({case.home, "eu", "any"} & set(rule.homes)))
        and (not rule.modes or case.mode in rule.modes)
    )


def _distance(rule: Rule, case: Case) -> tuple[bool, int, int, str]:
    """Rules for the occupation first, then the nearest jurisdiction, then the narrower one."""
    places = [*lineage(case.host), "eu"]
    place = places.index(rule.jurisdiction) if rule.jurisdiction in places else 0
    narrow = -len(rule.homes) - len(rule.modes)
    return (not rule.occupations, place, narrow, rule.id)
