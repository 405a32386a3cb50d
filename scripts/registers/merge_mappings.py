"""Merges reviewed rows into the mapping sets: ``python -m scripts.registers.merge_mappings [--check] FILE...``.

Each file is named ``<pair>.<anything>.tsv``: the columns of the sets as header, without a head. Good rows are merged in
order; bad rows are told with file, line and fix, and left out (exit code 1). With ``--replace`` a new row takes the
place of one with the same subject, object, direction and author.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.model.mapping import Mapping
from kb.read import mapping_set
from kb.read.base import read_known
from kb.read.mapping_head import head_of
from kb.read.problem import Problem
from kb.read.sssom import MappingFile, read_sssom, sssom_text
from kb.read.tsv import Row, read_table

HOME = Path(__file__).resolve().parents[2]


@dataclass
class Merge:
    """The rows of one set: those that stand there, and those that are handed in."""

    name: str
    home: Path
    rows: dict[str, Row[Mapping]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    added: int = 0

    @property
    def path(self) -> Path:
        """The file of the set."""
        return self.home / "mappings" / f"{self.name}.sssom.tsv"

    def load(self) -> None:
        """Take over what stands in the set."""
        if self.path.is_file():
            self.rows = {row.record.key: row for row in read_sssom(self.path, Mapping).rows if row.record}

    def add(self, path: Path, known: mapping_set.Known, rejected: list[MappingFile[Mapping]], replace: bool) -> None:
        """Add the good rows of a file, keep the problems of the others."""
        table = read_table(path, Mapping)
        self.problems += table.problems
        handed_in = MappingFile(path, {"mapping_set_id": self.name}, _named(table.rows))
        wrong = list(mapping_set.problems([_as_set(handed_in, self.name)], rejected, known))
        self.problems += [Problem(path, each.line, each.key, each.what, each.fix) for each in wrong]
        bad = {each.line for each in wrong}
        for row in table.rows:
            if row.record is not None and row.line not in bad:
                self._take(path, row, row.record, replace)

    def _take(self, path: Path, row: Row[Mapping], mapping: Mapping, replace: bool) -> None:
        present = self.rows.get(mapping.key)
        if present is not None and present.record == mapping:
            return
        if present is not None and not replace:
            what = f"{mapping.subject_id} and {mapping.target}, {mapping.direction}, stand already in the set"
            self.problems.append(Problem(path, row.line, "subject_id", what, "remove the row, or use --replace"))
            return
        self.rows[mapping.key] = row
        self.added += 1

    def contradictions(self, known: mapping_set.Known) -> Iterator[Problem]:
        """What is wrong between the old rows and the new ones."""
        return mapping_set.problems([MappingFile(self.path, {}, list(self.rows.values()))], [], known)

    def write(self) -> None:
        """Write the set."""
        records = [row.record for row in self.rows.values() if row.record]
        self.path.write_text(sssom_text(head_of(self.name), Mapping, records), "utf-8", newline="\n")


def _named(rows: list[Row[Mapping]]) -> list[Row[Mapping]]:
    return [row for row in rows if row.record is not None]


def _as_set(file: MappingFile[Mapping], name: str) -> MappingFile[Mapping]:
    """The rows under the name of their set, so that the checks know where they belong."""
    return MappingFile(file.path.with_name(f"{name}.sssom.tsv"), file.head, file.rows)


def main(arguments: list[str] | None = None, home: Path = HOME) -> int:
    """Merge, or with ``--check`` only tell what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(description="Merge reviewed rows into mappings/<pair>.sssom.tsv.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--replace", action="store_true", help="a new row takes the place of the old one")
    options = parser.parse_args(arguments)
    known = read_known(home)
    rejected = [read_sssom(path, Mapping) for path in sorted((home / "mappings" / "rejected").glob("*.sssom.tsv"))]
    merges: dict[str, Merge] = {}
    for path in options.files:
        name = path.name.partition(".")[0]
        if name not in merges:
            merges[name] = Merge(name, home)
            merges[name].load()
        merges[name].add(path, known, rejected, options.replace)
    for merge in merges.values():
        merge.problems += [each for each in merge.contradictions(known) if each not in merge.problems]
        if not options.check and merge.added:
            merge.write()
    return _tell(list(merges.values()), options.check)


def _tell(merges: list[Merge], is_check: bool) -> int:
    problems = [each for merge in merges for each in merge.problems]
    for each in problems:
        print(each, file=sys.stderr)
    for merge in merges:
        verb = "would be added" if is_check else "added"
        print(f"{merge.name}: {merge.added} rows {verb}, {len(merge.rows)} in all, {len(merge.problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
