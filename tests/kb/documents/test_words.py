"""Every sentence that a document can say stands in the catalogues of all languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from kb.wording import missing

FOLDER = Path(__file__).resolve().parents[3] / "kb" / "documents"
TABLES = frozenset({"ANSWERS", "NEEDED", "NOTICE", "WORDS", "BEHIND", "_TONGUES"})
"""Names of the constants whose texts are looked up later."""


def keys() -> Iterator[str]:
    """The first texts of all calls of ``says`` and ``_``, and the values of the tables."""
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
                texts = node.args[:2] if called == "_prefixed" else node.args[:1] if called in ("says", "_") else []
                yield from (each.value for each in texts if isinstance(each, ast.Constant))  # type: ignore[misc]
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and TABLES & set(_names(node)):
                values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
                yield from (
                    each.value for value in values for each in ast.walk(value) if isinstance(each, ast.Constant)
                )  # type: ignore[misc]


def _names(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [each.id for each in targets if isinstance(each, ast.Name)]


def test_no_sentence_of_a_document_lacks_a_translation() -> None:
    found = set(keys())
    assert len(found) > 100
    assert missing(found) == {"nl": [], "de": [], "fr": [], "en": []}
