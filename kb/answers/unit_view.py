"""Units as answers show them: official title in its own language, our labels beside it and marked as ours."""

from __future__ import annotations

from kb.answers.present import Presenter, Shown
from kb.model.cite import Cite
from kb.model.unit import Unit


def show(presenter: Presenter, unit: Unit) -> Shown:
    """One unit with its source."""
    return {
        **name(presenter, unit),
        "number": unit.number,
        "parent": unit.parent,
        "group": unit.group,
        "weeks": float(unit.weeks) if unit.weeks is not None else None,
        "weeks_by_part": unit.weeks_by_part,
        "hours": unit.hours,
        "confidence": unit.confidence,
        "as_of": unit.as_of,
        "note": unit.note,
        "cite": presenter.cite(Cite(source=unit.source, at=unit.at, checked=unit.checked)),
    }


def name(presenter: Presenter, unit: Unit) -> Shown:
    """Identifier, kind, title and label. ``title`` is official; ``label`` is ours and may be in another language."""
    labels = unit.labels
    language = next((each for each in (presenter.language, "en", *labels) if each in labels), None)
    return {
        "id": unit.id,
        "code": unit.code,
        "kind": presenter.label("unit-kinds", unit.kind),
        "title": {"text": unit.title, "lang": unit.language} if unit.title else None,
        "label": {"text": labels[language], "lang": language, "ours": True} if language in labels else None,
    }


def line(shown: Shown, language: str) -> str:
    """Title, and our label in square brackets where it is in the reader's language and the title is not."""
    title, label = shown["title"], shown["label"]
    if title is None:
        return str(label["text"])
    is_needed = label is not None and label["lang"] == language != title["lang"]
    return f"{title['text']} [{label['text']}]" if is_needed else str(title["text"])


def of_qualification(presenter: Presenter, qualification: str) -> list[Shown]:
    """The units of a qualification, in the order of their codes."""
    return [show(presenter, unit) for unit in presenter.catalogue.units_of(qualification)]
