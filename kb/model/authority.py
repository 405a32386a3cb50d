"""Authorities: who decides, advises, registers, informs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kb.model.concept import Concept, In
from kb.model.fact import Fact
from kb.model.identifier import Key
from kb.model.jurisdiction import Host, Jurisdiction
from kb.model.text import Line, OfficialName, Text


class District(Fact):
    """NUTS codes of the regions that an authority is competent for."""

    regions: Annotated[list[Line], Field(min_length=1)]


class Authority(Fact):
    """A public organisation, chamber or desk, with the names that it bears itself.

    ``labels`` are our names in the four languages; ``covers`` says in our words what it is competent for.
    """

    id: Key
    jurisdiction: Jurisdiction
    names: Annotated[list[OfficialName], Field(min_length=1)]
    labels: Text
    kind: Annotated[Concept, In("authority-kinds")]
    covers: Text
    advises_on: list[Host] = []
    """Hosts for which it answers general questions on recognition (Directive 2005/36/EC, Art. 57b)."""
    districts: list[District] = []
    part_of: Key | None = None
    local_of: Key | None = None
    """The authority in general that this one is in its district: ``de/handwerkskammer``."""
    city: Line | None = None
    address: Line | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    phone: Line | None = None
    email: Line | None = None
