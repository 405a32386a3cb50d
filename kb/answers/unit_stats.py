"""How many units and alignments there are, by register and sector, and the account of every ordinance."""

from __future__ import annotations

from collections import defaultdict

from kb.answers.present import Shown
from kb.graph.store import Row, Store


def unit_stats(store: Store) -> Shown:
    """Units by register and sector, alignments by ``from -> to`` and sector, ordinances by ``read`` or the reason."""
    return {
        "units": _nested(store.select("unit_counts"), ("scheme",), ("units", "qualifications")),
        "alignments": _nested(store.select("unit_alignment_counts"), ("from", "to"), ("rows", "pairs")),
        "ordinances": {
            _text(row, "reason"): {"ordinances": int(_text(row, "ordinances")), "units": int(_text(row, "units") or 0)}
            for row in store.select("ordinance_counts")
        },
    }


def _nested(rows: list[Row], outer: tuple[str, ...], counts: tuple[str, ...]) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for row in rows:
        key = " -> ".join(_slug(row, name) for name in outer)
        found[key][_slug(row, "sector") or "other"] = {name: int(_text(row, name)) for name in counts}
    return dict(found)


def _slug(row: Row, name: str) -> str:
    return _text(row, name).rpartition("/")[2]


def _text(row: Row, name: str) -> str:
    return str(getattr(row.get(name), "value", "") or "")
