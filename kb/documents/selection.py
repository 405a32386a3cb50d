"""Which documents a bulk export makes: qualifications, hosts, kinds, languages, formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kb.answers import register
from kb.answers.question import Question, ask, choose, choose_language
from kb.documents.compose import COMPOSERS
from kb.documents.identity import Name
from kb.documents.render import FORMATS
from kb.errors import DrempelError, InvalidChoiceError
from kb.model.identifier import SCHEMES
from kb.model.jurisdiction import HOSTS, Mode, state_of
from kb.model.qualification import Qualification
from kb.release import Release

KINDS = tuple(COMPOSERS)
HOMES = ("nl", "de", "be")
DEFAULT_HOSTS = ("nl", "de-nw", "de-ni", "be-vl", "be-fr", "be-dg")


@dataclass(frozen=True)
class Selection:
    """What a reader chose; empty: all homes, the six hosts of the border, factsheets in Dutch as PDF."""

    hosts: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("factsheet",)
    languages: tuple[str, ...] = ("nl",)
    forms: tuple[str, ...] = ("pdf",)
    mode: Mode = "employed"
    profession: str = ""
    """An occupation: only qualifications that train for it."""
    sector: str = ""
    """The first digits of an ISCED-F code: ``09`` for health and welfare."""


@dataclass(frozen=True)
class Task:
    """The documents of one case: every kind and language asked for, each in every format."""

    case: tuple[str, str, str]
    """Qualification, host, mode."""
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    forms: tuple[str, ...]

    def documents(self) -> Iterator[tuple[str, Question]]:
        """Kind and question of each document."""
        for kind, language in product(self.kinds, self.languages):
            yield kind, ask(*self.case, language)

    @property
    def count(self) -> int:
        """How many files it makes."""
        return len(self.kinds) * len(self.languages) * len(self.forms)


def checked(
    *, hosts: Sequence[str], homes: Sequence[str], kinds: Sequence[str], languages: Sequence[str],
    forms: Sequence[str], mode: str = "employed", profession: str = "", sector: str = "",
) -> Selection:  # fmt: skip
    """A selection out of what was typed; raises InvalidChoiceError that lists the valid values."""
    if sector and not sector.isdigit():
        raise DrempelError(
            "{text!r} is no code of a sector.", "Write digits of ISCED-F, for example 09.", field="sector", text=sector
        )
    question = ask("nl-crebo:1", "nl", mode)
    return Selection(
        hosts=tuple(choose("host", each, HOSTS) for each in hosts) or DEFAULT_HOSTS,
        homes=tuple(choose("home", each, HOMES) for each in homes) or HOMES,
        kinds=tuple(choose("kind", each, KINDS) for each in kinds) or ("factsheet",),
        languages=tuple(choose_language(each) for each in languages) or ("nl",),
        forms=tuple(choose("format", each, FORMATS) for each in forms) or ("pdf",),
        mode=question.mode,
        profession=profession.strip().lower(),
        sector=sector,
    )


def tasks(release: Release, chosen: Selection) -> list[Task]:
    """One task for each case that crosses a border, in the order of the registers.

    Raises InvalidChoiceError for an occupation that is not on the list.
    """
    known = {key.partition("/")[2] for key in release.catalogue.labels if key.startswith("occupations/")}
    if chosen.profession and chosen.profession not in known:
        what = "{value!r} is not a valid value of {name}."
        raise InvalidChoiceError(
            what, field="profession", choices=sorted(known), value=chosen.profession, name="profession"
        )
    return [
        Task((key, host, chosen.mode), chosen.kinds, chosen.languages, chosen.forms)
        for scheme in SCHEMES
        if state_of(scheme) in chosen.homes
        for key in register.in_force(release, scheme)
        if _is_wanted(release, release.catalogue.qualification(key), chosen)
        for host in chosen.hosts
        if state_of(host) != state_of(scheme)
    ]


def _is_wanted(release: Release, row: Qualification, chosen: Selection) -> bool:
    """Whether the qualification lies in the sector, and trains for the occupation, or for any that is recorded."""
    trained = [slug for slug, relation in release.catalogue.occupations_of(row.id) if relation == "main"]
    in_sector = not chosen.sector or (row.isced_f or "").startswith(chosen.sector)
    return in_sector and (chosen.profession in trained if chosen.profession else bool(trained))


def count(found: Sequence[Task]) -> int:
    """How many files the tasks make."""
    return sum(task.count for task in found)


def limited(found: Sequence[Task], most: int) -> Sequence[Task]:
    """The tasks, if they make no more files than that; raises DrempelError with both numbers."""
    if count(found) > most:
        raise DrempelError(
            "{number} documents are too many at once; at most {most} are given.",
            "Choose fewer hosts, languages or formats, or one profession; drempel export has no limit.",
            field="profession",
            number=count(found),
            most=most,
        )
    return found


def path_of(name: Name, form: str) -> str:
    """Where a document lies in an export: kind, host, then a name that says the rest."""
    host = name.question.host if name.question else "all"
    return f"{name.kind}/{host}/{str(name).replace('.', '-')}.{form}"
