"""SPARQL of strangers: refused if it writes or reaches out."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.errors import QueryError, QueryRefusedError, QueryTooLongError

# What the engine skips, and the words that it reads. Escapes stand first: without them "ex:a\#x . SERVICE <...>" would
# hide SERVICE behind what looks like a comment. Whether "<" opens an address or says "less than" depends on the
# grammar: with "://" it is an address, without "#", ")" and "'" nothing hides in either reading, the rest is unclear.
_TOKEN = re.compile(
    r"""\\.
    |\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
    |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+'
    |<[A-Za-z][A-Za-z0-9+.-]*://(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>
    |<[^\x00-\x20<>"{}|^`\\#)']*>
    |(?P<unclear><[^\x00-\x20<>"{}|^`]*>)
    |\#[^\r\n]*
    |[?$][A-Za-z0-9_]+
    |@[A-Za-z]+(?:-[A-Za-z0-9]+)*
    |:(?:[A-Za-z0-9_:][A-Za-z0-9_:-]*)?
    |(?P<word>[A-Za-z]++)(?P<prefix>(?=[A-Za-z0-9_.-]{0,100}:))?
    """,
    re.DOTALL | re.VERBOSE,
)
_REFUSED = frozenset({"LOAD", "INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

LONGEST_QUERY = 100_000


@lru_cache(maxsize=256)
def check(text: str) -> bool:
    """Refuse updates, LOAD and SERVICE in every spelling; whether the query names its own data set (FROM).

    Raises QueryRefusedError, QueryTooLongError or QueryError.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryTooLongError(
            "The query has {size} characters.",
            "Keep it under {most}.",
            field="query",
            size=len(text),
            most=LONGEST_QUERY,
        )
    words, is_unclear = _words(text)
    refused = sorted(words & _REFUSED)
    # the engine needs no space after SERVICE, and none before it: "trueSERVICEx:a" is a call
    if any("SERVICE" in word for word in words) or (is_unclear and "service" in text.lower()):
        refused.append("SERVICE")
    if refused:
        raise QueryRefusedError(
            "{words} is not allowed: this endpoint only reads its own data.",
            "Write a SELECT, ASK, CONSTRUCT or DESCRIBE query without it, also in the names of prefixes.",
            field="query",
            words=", ".join(refused),
        )
    if not words & _FORMS:
        raise QueryError("This is no SPARQL query.", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.", field="query")
    return "FROM" in words or is_unclear


def _words(text: str) -> tuple[set[str], bool]:
    """The words outside strings, addresses, comments, variables and names; whether an address may be none."""
    words: set[str] = set()
    is_unclear = False
    for match in _TOKEN.finditer(text):
        word = (match["word"] or "").upper()
        if word and (match["prefix"] is None or "SERVICE" in word):
            words.add(word)
        is_unclear = is_unclear or match["unclear"] is not None
    return words, is_unclear
