"""Changes and impact as plain text, for the terminal."""

from __future__ import annotations

from kb.answers.present import Shown
from kb.answers.question import choose_language
from kb.wording import translator


def difference_text(found: Shown, language: str) -> str:
    """What changed between two versions, a block for each record."""
    _ = translator(choose_language(language))
    head = _("From {since} to {version}: {count} records.").format(
        since=found["since"], version=found["version"], count=len(found["changes"])
    )
    return "\n".join([head, *(line for change in found["changes"] for line in _change(change))])


def _change(change: Shown) -> list[str]:
    head = f"{change['what']['label']}: {change['kind']['label']} {change['record']}, {change['title']}"
    return [head, *(f"    {line}" for line in change["told"])]


def impact_text(found: Shown, language: str) -> str:
    """What rests on a source: counts, then each record with the values that rest on it."""
    _ = translator(choose_language(language))
    lines = [f"{source['id']}  {source['title']}  {source['url'] or ''}" for source in found["sources"]]
    lines += [f"{each['records']:>7}  {each['kind']['label']}" for each in found["counts"]]
    for record in found["records"]:
        lines.append(f"{record['record']}  {record['title']}")
        lines += [
            f"    {value['field'] or value['relation']}: {value['at']} ({_('read')} {value['checked']})"
            if value["checked"]
            else f"    {value['field'] or value['relation']}: {value['at']}"
            for value in record["values"]
        ]
    return "\n".join(lines)
