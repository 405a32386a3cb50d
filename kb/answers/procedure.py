"""A procedure as answers and pages show it."""

from __future__ import annotations

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
        "authority": presenter.authority(deciding[0].authority) if deciding else None,
        "fee": shown.pop("fees"),
        "language": shown.pop("job_language"),
        **shown,
        "steps": steps(presenter, record),
        "silence": [presenter.label("silence-effects", effect) for effect in record.silence],
    }
