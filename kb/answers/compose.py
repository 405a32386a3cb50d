"""Composes a ``Worth`` from qualification, host and mode."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kb.answers import law, nearest, place, profile, setting, validity
from kb.answers import route as route_answer
from kb.answers.hint import hint
from kb.answers.law import Judgement
from kb.answers.past import as_of, first_day, newest
from kb.answers.present import Presenter, Shown
from kb.answers.procedure import show_procedure
from kb.answers.question import Question
from kb.answers.setting import Target
from kb.answers.task import Opening, tasks
from kb.answers.unknowns import Found, collect, why_no_occupation
from kb.answers.worth import Alternative, Concept, MayStart, ProfessionAnswer, Route, Worth
from kb.graph.catalogue import Catalogue
from kb.model.procedure import Procedure
from kb.model.profession import Automatic, NotAutomatic
from kb.model.profession import Start as StartBefore
from kb.model.qualification import Qualification
from kb.routes.law import Law
from kb.routes.route import Start, start


def worth(catalogue: Catalogue, question: Question, data_version: str) -> Worth:
    """The answer; raises NotFoundError for a qualification that no register holds, and nothing else."""
    now = catalogue
    if question.as_of is not None:
        catalogue = as_of(catalogue, question.as_of, newest(data_version))
    where = place.resolve(now, question.place, question.host) if question.place else None
    presenter = Presenter(catalogue, question.language, where)
    row = catalogue.qualification(question.qualification)
    found: list[Target | None] = [*setting.targets(catalogue, row, question)]
    setting_of_law = Rules(law.law(catalogue), law.day(question, data_version))
    main, *others = [_Reply(presenter, row, question, target, setting_of_law) for target in found or [None]]
    general = [each for each in setting.general(catalogue, row, question) if _fits(each, main.judged)]
    if main.legal.route != "no-recognition-needed":
        general = [each for each in general if each.kind != "no-procedure"]
    if main.offered:
        # the residual rule of the general system stands back behind the profession's own procedure
        general = [each for each in general if each.kind != "professional-recognition"]
    for source in row.sources:
        presenter.cited.setdefault(source, row.checked)
    counterparts = nearest.comparisons(catalogue, row, question.host)
    levels = profile.levels(presenter, row, _counterpart(catalogue, counterparts))
    return Worth(
        qualification=profile.brief(presenter, row),
        host=Concept(**presenter.label("jurisdictions", question.host)),
        mode=Concept(**presenter.label("modes", question.mode)),
        language=question.language,
        data_version=data_version,
        place=place.show(presenter, where) if where else None,
        as_of=question.as_of.isoformat() if question.as_of else None,
        notes=[*validity.notes(presenter, row, question.as_of), *_beginning(presenter, now, row, question)],
        may_start=main.may_start(),
        tasks=tasks(
            presenter,
            row,
            question,
            counterparts,
            lambda target: _Reply(presenter, row, question, target, setting_of_law).opening(),
        ),
        levels=levels,
        nearest=[nearest.show(presenter, each) for each in counterparts],
        profession=_hinted(presenter, main.profession(), counterparts),
        route=main.route(),
        procedures=(shown := main.procedures()),
        general_procedures=[show_procedure(presenter, each) for each in _by_priority(general)],
        alternatives=[reply.alternative() for reply in others],
        unknowns=collect(presenter, Found(row, question, main.target, counterparts, levels), shown),
        sources=presenter.sources(),
    )


def _beginning(presenter: Presenter, now: Catalogue, row: Qualification, question: Question) -> list[Shown]:
    """Where the day asked about lies before all facts of the case: the day on which they begin."""
    if question.as_of is None:
        return []
    begins = first_day(now, [target.profession for target in setting.targets(now, row, question)])
    is_later = begins is not None and begins > question.as_of
    return [validity.note(presenter, "facts-from", begins)] if is_later else []


def _counterpart(catalogue: Catalogue, found: list[nearest.Comparison]) -> Qualification | None:
    best = nearest.best(found)
    return catalogue.qualification(best.other) if best and best.other else None


def _hinted(presenter: Presenter, answer: ProfessionAnswer, counterparts: list[nearest.Comparison]) -> ProfessionAnswer:
    """With what the register says of the nearest qualification, where no record of the profession answers."""
    if answer.id is not None or answer.regulated != "unknown":
        return answer
    return answer.model_copy(update={"hint": hint(presenter, counterparts)})


@dataclass(frozen=True)
class Rules:
    """The law and the day on which it is applied."""

    law: Law
    on: date


@dataclass
class _Reply:
    """The answer for one profession of the host (or for none)."""

    presenter: Presenter
    row: Qualification
    question: Question
    target: Target | None
    rules: Rules

    def __post_init__(self) -> None:
        catalogue, rules = self.presenter.catalogue, self.rules
        self.offered = setting.offered(catalogue, self.row, self.question, self.target)
        case = law.case(self.row, self.question, self.target, self.offered, rules.law, rules.on)
        self.judged = law.judge(rules.law, case)
        self.legal = self.judged.decision

    def route(self) -> Route:
        is_without = self.target is None and self.legal.route == "unknown"
        first = [self._reason(why_no_occupation(self.question))] if is_without else []
        by = [self._reason(f"by-{self.target.by}")] if self.target and self.target.by else []
        return route_answer.show(self.presenter, self.judged, [*first, *by], self._listing())

    def may_start(self) -> MayStart:
        found = self._start()
        is_employed = self.question.mode == "employed"
        said = [reason for reason in found.reasons if is_employed or reason != "employer-decides"]
        reasons = [self._reason(reason) for reason in said]
        label = self.presenter.label("answers", found.answer)["label"]
        return MayStart(answer=found.answer, label=label, because=[*reasons, *self._before_recognition()])

    def opening(self) -> Opening:
        """May work start, with the facts on work before recognition."""
        return Opening(self._start(), self._starts())

    def _start(self) -> Start:
        """What the law says in general, unless a fact of the profession says more."""
        general = start(self.legal.route, self.legal.possible)
        if self.legal.route in ("national-qualification", "mutual-recognition"):
            return general if self._is_certain() else replace(general, answer="unknown")
        special = next(iter(self._starts()), None)
        if special is None and "work-without-title" in self.judged.open.possible and self._protects_title_alone():
            return start("work-without-title")
        if special is None or general.answer == "unknown" or self.legal.route == "no-recognition-needed":
            return general
        kept = general.reasons if special.answer == general.answer else ()
        return replace(general, answer=special.answer, reasons=kept)

    def _protects_title_alone(self) -> bool:
        return any(step.question == "title-only" and step.answer == "yes" for step in self.legal.steps)

    def _is_certain(self) -> bool:
        """A diploma of the host itself starts work where nothing is regulated or it gives access; a school diploma
        is not the certificate (code 95) that other states accept."""
        profession = self.target.profession if self.target else None
        is_free = setting.answer_on_regulation(profession, self.question.mode) == "no"
        opens = {each for access in profession.access for each in access.qualifications} if profession else set()
        return is_free or (self.legal.route == "national-qualification" and self.row.id in opens)

    def _starts(self) -> list[StartBefore]:
        profession = self.target.profession if self.target else None
        return (
            [each for each in profession.before_recognition if self.question.mode in each.modes] if profession else []
        )

    def _before_recognition(self) -> list[str]:
        return [each.detail.in_(self.question.language) for each in self._starts()]

    def _listing(self) -> list[str]:
        entry = setting.listing(self.target.profession, self.row) if self.target else None
        if not {"automatic", "general-system"} & {self.legal.route, *self.legal.possible}:
            return []
        if isinstance(entry, NotAutomatic):
            return [entry.reason.in_(self.question.language)]
        if isinstance(entry, Automatic) and entry.condition:
            return [entry.condition.in_(self.question.language)]
        return [self._reason("former-title")] if entry is None and self._is_newer_listed() else []

    def _is_newer_listed(self) -> bool:
        """Whether only a newer code of the line stands on the list of automatic recognition."""
        target = self.target
        newer = setting.listing(target.profession, target.via) if target and target.via else None
        return isinstance(newer, Automatic)

    def profession(self) -> ProfessionAnswer:
        presenter, mode = self.presenter, self.question.mode
        profession = self.target.profession if self.target else None
        answer = setting.answer_on_regulation(profession, mode)
        entry = setting.regulation(profession, mode) if profession else None
        return ProfessionAnswer(
            id=profession.id if profession else None,
            label=profession.labels.in_(self.question.language) if profession else None,
            names=[name.model_dump() for name in profession.names] if profession else [],
            relation=_relation(self.target),
            via=profile.name(self.target.via) if self.target and self.target.via else None,
            regulated=answer,
            regulated_label=presenter.label("answers", answer)["label"],
            kind=Concept(**presenter.label("regulation-kinds", entry.kind)) if entry and entry.kind else None,
            statement=presenter.show(entry) if entry else None,
            legal_basis=[presenter.show(basis) for basis in profession.legal_basis]
            if profession and isinstance(profession.legal_basis, list)
            else [],
            reserved_activities=[presenter.show(each) for each in profession.reserved_activities] if profession else [],
            authority=presenter.authority(profession.authority) if profession and profession.authority else None,
        )

    def procedures(self) -> list[Shown]:
        fitting = [each for each in self.offered if _fits(each, self.judged)]
        return [show_procedure(self.presenter, each) for each in _by_priority(fitting)]

    def alternative(self) -> Alternative:
        return Alternative(
            profession=self.profession(),
            route=self.route(),
            may_start=self.may_start(),
            procedures=self.procedures(),
        )

    def _reason(self, slug: str) -> str:
        return str(self.presenter.label("reasons", slug)["label"])


def _relation(target: Target | None) -> Literal["main", "related"] | None:
    if target is None:
        return None
    return "main" if target.relation == "main" else "related"


def _fits(procedure: Procedure, judged: Judgement) -> bool:
    """Whether a procedure belongs to the route or to one that another holder may take; without a route to all."""
    legal = judged.decision
    fits_any: set[str] = {*legal.possible, "national-procedure"}
    also = {"experience", "acquired-rights", "partial-access"} if "general-system" in legal.possible else set()
    return not procedure.routes or bool((fits_any | also) & set(procedure.routes))


def _by_priority(procedures: list[Procedure]) -> list[Procedure]:
    return sorted(procedures, key=lambda each: (each.priority, each.id))
