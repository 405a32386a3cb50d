"""The steps of a procedure: those that a source lists, else those that its facts imply."""

from __future__ import annotations

from kb.answers.present import Presenter, Shown
from kb.graph.derived_step import DerivedStep, derived_steps
from kb.model.procedure import Procedure


def steps(presenter: Presenter, record: Procedure) -> list[Shown]:
    """Each step: kind, who acts, the field of facts that it rests on; ``recorded`` steps of a source come first."""
    if record.steps:
        return [{**presenter.show(step), "recorded": True} for step in record.steps]
    return [_step(presenter, each) for each in derived_steps(record)]


def _step(presenter: Presenter, step: DerivedStep) -> Shown:
    return {
        "do": presenter.label("step-kinds", step.kind)["label"],
        "kind": step.kind,
        "who": presenter.label("actors", step.who),
        "facts": step.facts,
        "recorded": False,
    }
