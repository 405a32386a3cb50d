"""Rules of law: what an act says, how it was read, from when to when, and the numbers that it fixes."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, model_validator

from kb.model.concept import Concept, In
from kb.model.fact import Fact
from kb.model.identifier import Key, Scheme
from kb.model.jurisdiction import Home, Mode
from kb.model.measure import Period
from kb.model.text import Line, Text

Level = Literal["a", "b", "c", "d", "e"]
"""Article 11 of Directive 2005/36/EC; not an EQF level."""
LEVELS: tuple[Level, ...] = get_args(Level)

AnnexIVList = Literal["I", "II", "III"]
RuleJurisdiction = Literal["eu", "nl", "de", "de-nw", "de-ni", "be", "be-vl", "be-fr", "be-dg", "be-bru", "be-wal"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Article(_Part):
    """An article of an act: the act as source key, the article as the act numbers it."""

    law: Key
    article: Line


class Measure(_Part):
    """Who chooses the compensation measure for a level held (row) and a level required (column)."""

    held: Level
    required: Level
    chooser: Annotated[Concept, In("choosers")]


class Pattern(_Part):
    """Experience that opens the activities of a list of Annex IV.

    Consecutive whole years, full time or the equivalent. ``independent``: as self-employed person or manager;
    ``self_employed``: as self-employed person only; ``executive``: in an executive position; ``training``: length of
    the certified previous training; ``ended_within``: the activity ended at most so many years before.
    """

    annex_iv_list: AnnexIVList
    independent: NonNegativeInt = 0
    self_employed: NonNegativeInt = 0
    employed: NonNegativeInt = 0
    executive: NonNegativeInt = 0
    training: NonNegativeInt = 0
    ended_within: NonNegativeInt | None = None
    not_for: Annotated[list[Concept], In("occupations")] = []


class Settled(_Part):
    """A question of the flow that the rule itself answers for its jurisdiction, occupations and homes."""

    question: Annotated[Concept, In("route-questions")]
    answer: Literal["yes", "no", "unknown"]
    """``unknown``: the rule leaves open for these occupations what another one settles for all."""


class Rule(Fact):
    """One rule. A national rule stands only where it differs from the rule of the Union that it ``overrides``.

    ``reading`` tells how it was read (``readings``: the text itself, a transposition, a summary, a court, or
    background knowledge alone, which is flagged in every answer). ``since`` and ``until`` bound its validity.
    """

    id: Key
    jurisdiction: RuleJurisdiction
    articles: Annotated[list[Article], Field(min_length=1)]
    reading: Annotated[Concept, In("readings")]
    says: Text
    """In plain language, without article numbers."""
    legal: Text
    """In the terms of the act."""
    overrides: Key | None = None
    occupations: Annotated[list[Concept], In("occupations")] = []
    homes: list[Home] = []
    schemes: list[Scheme] = []
    modes: list[Mode] = []
    period: Period | None = None
    years: NonNegativeInt | None = None
    silence: Annotated[Concept | None, In("silence-effects")] = None
    chooser: Annotated[Concept | None, In("choosers")] = None
    measures: list[Measure] = []
    kinds: Annotated[list[Concept], In("compensation-measures")] = []
    """The compensation measures that may be imposed."""
    annex_iv_list: AnnexIVList | Literal["none"] | None = None
    """The list of Annex IV in which the ``occupations`` stand."""
    patterns: list[Pattern] = []
    settles: list[Settled] = []
    note: bool = False
    """Not on the way to a result, but asked about in such cases: shown beside it."""

    @model_validator(mode="after")
    def _background_is_unverified(self) -> Rule:
        if self.reading == "background" and self.status != "unverified":
            raise ValueError("a rule known from background alone has status: unverified")
        return self
