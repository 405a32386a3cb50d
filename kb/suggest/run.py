"""A whole run: facts in, one table of candidates for each set out."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from kb.errors import InvalidChoiceError
from kb.read.base import read_base, read_rejected
from kb.read.esco import read_names
from kb.suggest.candidate import SETS, Suggester
from kb.suggest.open_pair import unreviewed
from kb.suggest.table import table


def write(home: Path, folder: Path, only: str | None = None, limit: int = 3) -> dict[str, int]:
    """Write ``<set>.tsv`` into the folder; how many rows each has. Raises InvalidChoiceError for an unknown set."""
    if only is not None and only not in SETS:
        raise InvalidChoiceError(f"{only!r} is no set of mappings.", field="set", choices=SETS)
    base = read_base(home)
    suggester = Suggester(base, read_names(home))
    judged = [*chain.from_iterable(base.mappings.values()), *read_rejected(home)]
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, int] = {}
    for name in (only,) if only else SETS:
        found = unreviewed(suggester.of_set(name, limit), judged)
        (folder / f"{name}.tsv").write_text(table(found, base.qualifications), "utf-8", newline="\n")
        written[name] = len(found)
    return written
