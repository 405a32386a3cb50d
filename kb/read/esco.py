"""ESCO's labels (``mappings/external/esco-names.tsv``), read only where titles are compared."""

from __future__ import annotations

from pathlib import Path

from kb.model.esco_name import EscoName
from kb.read.tsv import read_tsv


def read_names(home: Path) -> list[EscoName]:
    """The names of the occupations that a crosswalk reaches; raises ReadError with all errors of the file."""
    return read_tsv(home / "mappings" / "external" / "esco-names.tsv", EscoName)
