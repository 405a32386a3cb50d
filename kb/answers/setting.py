"""The profession of the host that a qualification is asked about, with the facts that the route needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.answers.question import Question
from kb.graph.catalogue import Catalogue
from kb.model.fact import Fact
from kb.model.jurisdiction import communities, lineage, state_of
from kb.model.procedure import Procedure
from kb.model.profession import Automatic, NotAutomatic, Profession, Regulated
from kb.model.qualification import Qualification
from kb.routes.case import Ternary


@dataclass(frozen=True)
class Target:
    """A profession of the host (or its state) and how the qualification is tied to it (``main``, ``related``)."""

    profession: Profession
    relation: str
    via: Qualification | None = None
    """The successor or akin code whose profession it is, where the qualification has none of its own."""
    by: str | None = None
    """``successor`` or ``kin``."""


def targets(catalogue: Catalogue, qualification: Qualification, question: Question) -> list[Target]:
    """The professions of the host, main occupation first; per occupation the most special rule that covers the mode.

    An older code without any goes by its successors, then by its kin.
    """
    for by, row in _ways(catalogue, qualification):
        found = _targets(catalogue, row, question)
        if by is not None:
            found = [replace(each, via=row, by=by, relation=_weaker(each.relation, by)) for each in found]
        if found:
            return found
    return []


def _ways(catalogue: Catalogue, row: Qualification) -> Iterator[tuple[str | None, Qualification]]:
    """The qualification itself; of an older code its successors one behind the other, then its kin."""
    yield None, row
    if row.status not in ("superseded", "former"):
        return
    following, seen = list(row.replaced_by), {row.id}
    while following:
        successor = catalogue.qualification(following.pop(0))
        if successor.id not in seen:
            seen.add(successor.id)
            following += successor.replaced_by
            yield "successor", successor
    yield from (("kin", catalogue.qualification(key)) for key in row.kin)


def _weaker(relation: str, by: str) -> str:
    """Kin only tells what to ask about."""
    return "related" if by == "kin" else relation


def _targets(catalogue: Catalogue, qualification: Qualification, question: Question) -> list[Target]:
    found: dict[str, list[Target]] = {}
    for key, jurisdiction, relation in catalogue.professions_of(qualification.id):
        profession = catalogue.profession(key)
        if jurisdiction in lineage(question.host) or _is_community_rule(profession, question):
            found.setdefault(profession.occupation, []).append(Target(profession, relation))
    chosen = [target for group in found.values() for target in _special_first(group, question)]
    return sorted(chosen, key=lambda target: (target.relation != "main", target.profession.id))


def _is_community_rule(profession: Profession, question: Question) -> bool:
    """In Brussels two Communities regulate work with persons; what one leaves free is not free there by that.

    Rules of the Flemish Region (taxis, heating, boats) end at its border.
    """
    is_regulated = answer_on_regulation(profession, question.mode) == "yes"
    return profession.jurisdiction in communities(question.host) and is_regulated and not profession.of_region


def _special_first(group: list[Target], question: Question) -> list[Target]:
    """Rules of the nearest jurisdiction that says something on the mode; else those of the nearest one."""
    places = (*lineage(question.host), *communities(question.host))
    speaking = [target for target in group if regulation(target.profession, question.mode) is not None] or group
    nearest = min(places.index(target.profession.jurisdiction) for target in speaking)
    return [target for target in speaking if places.index(target.profession.jurisdiction) == nearest]


def in_force(fact: Fact) -> bool:
    """Whether a fact was in force on the day on which it was read; law that begins later is not law now."""
    return fact.since is None or fact.since <= fact.cite.checked


def regulation(profession: Profession, mode: str) -> Regulated | None:
    """The statement on a mode that is in force, if there is one."""
    if not isinstance(profession.regulated, list):
        return None
    return next(
        (
            each
            for each in profession.regulated
            if mode in each.modes and each.status != "superseded" and in_force(each)
        ),
        None,
    )


def answer_on_regulation(profession: Profession | None, mode: str) -> Ternary:
    """yes, no or unknown: nothing found is never a no."""
    entry = regulation(profession, mode) if profession else None
    return entry.answer if entry else "unknown"


def listing(profession: Profession, qualification: Qualification) -> Automatic | NotAutomatic | None:
    """What the profession says of this qualification and automatic recognition."""
    entries: list[Automatic | NotAutomatic] = [*profession.automatic, *profession.not_automatic]
    for entry in entries:
        if qualification.id in entry.qualifications:
            return entry
    return None


def offered(
    catalogue: Catalogue, qualification: Qualification, question: Question, target: Target | None
) -> list[Procedure]:
    """The procedures of the host for this profession that this holder can use in this mode."""
    if target is None:
        return []
    return [
        procedure
        for procedure in catalogue.procedures_of(target.profession.id)
        if _is_open(procedure, qualification, question)
    ]


def general(catalogue: Catalogue, qualification: Qualification, question: Question) -> list[Procedure]:
    """The procedures open to any qualification: of the host, and the papers that the home state gives for abroad."""
    return [
        procedure
        for procedure in catalogue.general_procedures
        if _is_open(procedure, qualification, question) or _is_paper_from_home(procedure, qualification, question)
    ]


def _is_paper_from_home(procedure: Procedure, qualification: Qualification, question: Question) -> bool:
    home = state_of(qualification.scheme)
    return (
        procedure.kind == "supporting-document"
        and state_of(procedure.jurisdiction) == home != state_of(question.host)
        and question.mode in procedure.modes
        and (not procedure.schemes or qualification.scheme in procedure.schemes)
    )


def _is_open(procedure: Procedure, qualification: Qualification, question: Question) -> bool:
    home = state_of(qualification.scheme)
    return (
        procedure.jurisdiction in (*lineage(question.host), *communities(question.host))
        and home != state_of(question.host)
        and question.mode in procedure.modes
        and bool({home, "eu", "any"} & set(procedure.homes))
        and (not procedure.schemes or qualification.scheme in procedure.schemes)
        and (not procedure.qualifications or qualification.id in procedure.qualifications)
        and not procedure.for_other_diplomas
        and in_force(procedure)
        and procedure.status != "superseded"
    )
