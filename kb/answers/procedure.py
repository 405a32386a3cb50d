"""A procedure as answers and pages show it."""

from __future__ import annotations

from kb.answers import place
from kb.answers.present import Presenter, Shown
from kb.answers.steps import steps
from kb.model.procedure import Procedure


def show_procedure(presenter: Presenter, record: Procedure) -> Shown:
    """A procedure in one language; each list of facts is a list, or one unknown with whom to ask."""
    shown = presenter.show(record)
    deciding = (
        [role for role in record.authorities if role.role == "decides"] if isinstance(record.authorities, list) else []
    )
    return {
        "id": record.id,
        "title": shown.pop("title"),
        "authority": _deciding(presenter, [role.authority for role in deciding]),
        "fee": shown.pop("fees"),
        "language": shown.pop("job_language"),
        **shown,
        "steps": steps(presenter, record),
        "silence": [presenter.label("silence-effects", effect) for effect in record.silence],
    }


def _deciding(presenter: Presenter, keys: list[str]) -> Shown | None:
    """The authority that decides: the local one where the place of work tells it, with the source of its district."""
    where, catalogue = presenter.place, presenter.catalogue
    local = place.competent(catalogue, where, keys) if where else None
    if where is None or local is None:
        return presenter.authority(keys[0]) if keys else None
    district = place.district(catalogue.authority(local), where)
    shown = presenter.show(district) if district else {}
    return {**presenter.authority(local), "at_place": {"place": where.code, **shown}}
