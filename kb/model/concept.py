"""References to concepts of the controlled vocabularies in ``ontology/schemes``."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.identifier import Slug


@dataclass(frozen=True)
class In:
    """Marks a field whose value is a concept of the named scheme (``ontology/schemes/<name>.ttl``)."""

    scheme: str


Concept = Slug
