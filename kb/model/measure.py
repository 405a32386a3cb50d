"""Lengths of time as laws and authorities state them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, PositiveInt

Unit = Literal["day", "working-day", "week", "working-week", "month", "year", "hour"]


class Period(BaseModel):
    """A length of time in the unit of the source; ``to`` makes it a range (4 to 6 months)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: PositiveInt
    to: PositiveInt | None = None
    unit: Unit
