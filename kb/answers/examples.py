"""The example queries as a reader meets them: by group, in one language, ready for the editor."""

from __future__ import annotations

from dataclasses import dataclass

from kb.graph.example import Example
from kb.graph.example import examples as all_examples
from kb.model.text import Language
from kb.wording import translator

GROUPS = {
    "employers": "For employers",
    "researchers": "For researchers",
    "ministries": "For ministries",
    "data-quality": "Quality of the data",
}
"""The groups in their order, with their headings (sentences of the wording catalogue)."""


@dataclass(frozen=True)
class ExampleGroup:
    """A heading in the language of the reader, and the queries under it (see ``kb.graph.example.Example``)."""

    id: str
    heading: str
    queries: list[Example]


def example_groups(language: Language) -> list[ExampleGroup]:
    """The example queries by group; title and comment of each are dictionaries by language."""
    _ = translator(language)
    return [
        ExampleGroup(group, _(heading), [each for each in all_examples() if each.group == group])
        for group, heading in GROUPS.items()
    ]
