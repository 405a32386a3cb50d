"""The qualification of the holder beside the nearest one of the host, with the profession there."""

from __future__ import annotations

from collections.abc import Iterator

from kb.documents.document import Cell, Line, Run, Table
from kb.documents.matter import Matter


def both_sides(it: Matter) -> Table:
    """Titles, profession, training, levels and duration, home beside host."""
    w = it.writer
    rows = [
        *_titles(it),
        *_training(it),
        (w.says("Level asked for by the law (Article 11)"), (w.line("–"),), _level_of_law(it)),
        (w.says("Reserved activities"), (w.line("–"),), _reserved(it)),
    ]
    return _table(it, w.says("The profession on both sides"), rows)


def titles(it: Matter) -> Table:
    """Titles, profession and code alone."""
    return _table(it, it.writer.says("The two qualifications"), _titles(it))


def trainings(it: Matter) -> Table:
    """Both trainings as the registers have them: kind, level, duration, ways of learning, law."""
    w = it.writer
    law = (_of_register(it, home=True), _of_register(it, home=False))
    rows = [
        *_training(it),
        (w.says("Ways of learning"), _ways(it, home=True), _ways(it, home=False)),
        (w.says("Legal basis"), *law),
    ]
    return _table(it, w.says("The two trainings in five lines"), rows)


Side = tuple[str, Cell, Cell]


def _table(it: Matter, caption: str, rows: list[Side]) -> Table:
    w = it.writer
    header = ("", w.says("Home: {place}", place=it.home), w.says("Host: {place}", place=it.answer.host.label))
    body = tuple(((w.line(label),), home, host) for label, home, host in rows)
    return Table(caption=caption, header=header, rows=body, widths=(1, 2, 2))


def _titles(it: Matter) -> list[Side]:
    w = it.writer
    return [
        (w.says("Qualification"), _qualification(it, home=True), _qualification(it, home=False)),
        (w.says("Profession"), (w.line(*_occupations(it)),), tuple(_profession(it))),
        (w.says("Code"), _code(it, home=True), _code(it, home=False)),
    ]


def _training(it: Matter) -> list[Side]:
    w = it.writer
    return [
        (w.says("Kind of training"), _kind(it, home=True), _kind(it, home=False)),
        (w.says("Level"), _level(it, home=True), _level(it, home=False)),
        (w.says("Duration"), _duration(it, home=True), _duration(it, home=False)),
    ]


def _ways(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    if row is None or not row.pathways:
        return _none(it, home)
    return (it.registered(row, it.writer.official({"text": ", ".join(row.pathways), "lang": row.language})),)


def _of_register(it: Matter, home: bool) -> Cell:
    """The law that a register names, in its own language."""
    row = it.row if home else it.counterpart
    if row is None or not row.legal_basis:
        return _none(it, home)
    return (it.registered(row, it.writer.official({"text": row.legal_basis, "lang": row.language})),)


def _none(it: Matter, home: bool = False) -> Cell:
    return (it.writer.missing(ask=it.adviser_at_home if home else it.adviser),)


def _qualification(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    if row is None:
        return _none(it, home)
    titles: list[str | Run] = [it.title(row)]
    if row.title_feminine:
        titles += [" / ", it.writer.official({"text": row.title_feminine, "lang": row.language})]
    lines = [it.registered(row, *titles, reliability=row.status_reliability)]
    if not home:
        statement = next(
            each for each in it.answer.nearest if each["qualification"] and each["qualification"]["id"] == row.id
        )
        lines.append(
            it.writer.line(
                f"{statement['relation']['label']} ({statement['status']['label']})", cites=statement["sources"]
            )
        )
    return tuple(lines)


def _occupations(it: Matter) -> list[str]:
    found = it.answer.qualification["occupations"]
    return [it.writer.listed(each["label"] for each in found if each["relation"] == "main") or "–"] if found else ["–"]


def _profession(it: Matter) -> Iterator[Line]:
    w, profession = it.writer, it.answer.profession
    if profession.id is None:
        yield w.missing(ask=it.adviser)
        return
    yield w.line(profession.label or "")
    for name in profession.names:
        yield w.line(w.official(name))


def _kind(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    return (
        (it.registered(row, it.presenter.label("qualification-kinds", row.kind)["label"]),) if row else _none(it, home)
    )


def _level(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    if row is None or (row.level is None and row.eqf is None):
        return _none(it, home)
    found = []
    if row.level is not None and row.level_framework:
        found.append(
            it.registered(row, f"{FRAMEWORKS[row.level_framework]} {row.level}", reliability=row.level_reliability)
        )
    if row.eqf is not None:
        found.append(it.registered(row, f"{it.writer.says('EQF')} {row.eqf}", reliability=row.eqf_reliability))
    return tuple(found)


FRAMEWORKS = {"mbo": "mbo", "dqr": "DQR", "vks": "VKS", "qrdg": "QRDG", "cfc": "CFC"}


def _level_of_law(it: Matter) -> Cell:
    profession = it.profession
    if profession is None or not profession.art11_level:
        return _none(it) if it.answer.profession.regulated != "no" else (it.writer.line("–"),)
    return tuple(it.writer.fact(it.presenter.show(each), each.level) for each in profession.art11_level)


def _duration(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    if row is None or row.duration_months is None:
        return _none(it, home)
    months = it.writer.number(float(row.duration_months))
    unit = it.presenter.label("units-of-time", "month")["label"]
    return (it.registered(row, f"{months} {unit}", reliability=row.duration_reliability),)


def _reserved(it: Matter) -> Cell:
    found = it.answer.profession.reserved_activities
    return tuple(it.writer.fact(each, each["text"]) for each in found) or (
        it.writer.line(it.writer.says("None recorded.")),
    )


def _code(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    return (it.registered(row, f"{row.scheme} {row.official_code or row.code}"),) if row else _none(it, home)
