"""The case that the rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.model.jurisdiction import Mode

Ternary = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Case:
    """A holder of a qualification of ``home`` wants to work in ``host``.

    ``regulated``: whether access is regulated there in this mode. ``listed``: whether the qualification stands on
    the host's list of automatic recognition (Annex V of Directive 2005/36/EC or its national mirror).
    ``certificate_counts``: whether the host accepts a certificate of another state as it is (code 95).
    """

    home: str
    host: str
    mode: Mode
    regulated: Ternary
    listed: bool = False
    certificate_counts: bool = False
