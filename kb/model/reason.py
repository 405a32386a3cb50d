"""The reason of a mapping in the languages that SSSOM's ``comment``, which is English here, does not speak."""

from __future__ import annotations

from kb.model.text import Line, Text


class Reason(Text):
    """A row of ``mappings/reasons/<set>.tsv``: the key of the mapping within its set, and its reason four times.

    ``en`` repeats the ``comment`` that was translated, so that a later change of the comment is noticed.
    """

    mapping: Line
