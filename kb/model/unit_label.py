"""Our short labels of units (``kb/data/unit-labels/*.tsv``): beside the official title, never in its place."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, model_validator

from kb.model.identifier import QualificationId
from kb.model.text import Line
from kb.model.unit import UnitCode, unit_id


class UnitLabel(BaseModel):
    """What a unit is about in a few words, by language; written by the editors, and shown as theirs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    qualification: QualificationId
    code: UnitCode
    label_nl: Line | None = None
    label_de: Line | None = None
    label_fr: Line | None = None
    label_en: Line | None = None

    @property
    def id(self) -> str:
        """The unit: ``nl-crebo:25656/B1-K1-W2``."""
        return unit_id(self.qualification, self.code)

    @property
    def labels(self) -> dict[str, str]:
        """Column to label, of those that are written."""
        columns = ("label_nl", "label_de", "label_fr", "label_en")
        return {name: label for name in columns if (label := getattr(self, name))}

    @model_validator(mode="after")
    def _has_a_label(self) -> UnitLabel:
        if not self.labels:
            raise ValueError("write a label in at least one language, or remove the row")
        return self
