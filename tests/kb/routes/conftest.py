"""The law as the facts give it."""

from __future__ import annotations

import pytest

from kb.read.base import Base
from kb.routes.law import Law


@pytest.fixture(scope="session")
def law(base: Base) -> Law:
    """Every rule of the shipped facts."""
    return Law(base.rules)
