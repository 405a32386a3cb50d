"""Example queries: a file each in ``queries/examples``; its head says group, title and comment in four languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from kb.errors import BuildError
from kb.graph import names
from kb.model.text import LANGUAGES

_LINE = re.compile(r"# (?P<key>group|title|comment)(?:@(?P<language>[a-z]{2}))?: (?P<text>\S.*)")


@dataclass(frozen=True)
class Example:
    """A query with what it asks: ``title`` and ``comment`` by language, ``text`` ready to run."""

    name: str
    group: str
    title: dict[str, str]
    comment: dict[str, str]
    text: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """All example queries, by name; raises BuildError where a head is incomplete."""
    folder = resources.files("kb.graph") / "queries" / "examples"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".rq")), key=lambda each: each.name)
    return tuple(parse(each.name.removesuffix(".rq"), each.read_text("utf-8")) for each in files)


def parse(name: str, written: str) -> Example:
    """The example in the text of a file; raises BuildError if group, a title or a comment is missing."""
    lines = written.splitlines()
    head = [match for line in lines if (match := _LINE.fullmatch(line))]
    said = {(match["key"], match["language"] or ""): match["text"] for match in head}
    missing = [f"# {key}@{lang}:" for key in ("title", "comment") for lang in LANGUAGES if (key, lang) not in said]
    if missing or ("group", "") not in said:
        raise BuildError(f"queries/examples/{name}.rq lacks {', '.join(missing) or '# group:'}", "Write the line.")
    title: dict[str, str] = {lang: said["title", lang] for lang in LANGUAGES}
    comment: dict[str, str] = {lang: said["comment", lang] for lang in LANGUAGES}
    query = "\n".join(line for line in lines if not _LINE.fullmatch(line)) + "\n"
    return Example(name, said["group", ""], title, comment, names.rebase(query))
