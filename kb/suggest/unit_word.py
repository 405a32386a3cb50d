"""Words of unit titles, and which Dutch word stands for which German one (``mappings/external/unit-words.tsv``)."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kb.read.tsv import read_tsv
from kb.search.normal import normal

_EMPTY = {
    "nl": "de het een en of van voor met in op aan bij uit tot naar om te zijn haar eigen volgens over door als die dat"
    " deze andere ander zich ook alle diverse onder binnen tussen tijdens via zoals en/of",
    "de": "der die das den dem des ein eine einer eines einem einen und oder von vom fur mit in im am an auf aus bei"
    " beim zu zum zur nach uber durch als unter sowie sich ihre ihrer seine insbesondere dabei sind ist alle auch",
}
_STOP = {language: frozenset(words.split()) for language, words in _EMPTY.items()}


class UnitWord(BaseModel):
    """A Dutch and a German word that stand for each other, with a weight from 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nl: str
    de: str
    weight: float


_ENDINGS = {
    "nl": re.compile(r"(?:ingen|heden|ing|heid|en|t|e|s|n)$"),
    "de": re.compile(r"(?:ungen|heiten|keiten|ung|heit|keit|ern|en|er|es|em|e|n|s)$"),
}
_PARTICLES = frozenset({
    "uit", "voor", "op", "aan", "af", "in", "mee", "bij", "na", "over", "door", "om", "toe", "terug", "samen"
})  # fmt: skip
_DOUBLE = re.compile(r"(.)\1")


def words(text: str, language: str) -> list[str]:
    """The stems of the words of a title that say something; ``Bereidt het werk voor`` gives ``voorbereid``."""
    found = normal(text).replace("/", " ").replace("-", " ").split()
    if language == "nl" and len(found) > 1 and found[-1] in _PARTICLES:
        found = [found[-1] + found[0], *found[1:-1]]
    return [_stem(word, language) for word in found if len(word) > 2 and word not in _STOP.get(language, frozenset())]


def _stem(word: str, language: str) -> str:
    """Without ending and doubled letters: ``installeert``, ``installeren`` and ``installer`` are one."""
    endings = _ENDINGS.get(language)
    bare = endings.sub("", word) if endings and len(word) > 4 else word
    return _DOUBLE.sub(r"\1", bare if len(bare) > 2 else word)


class TradeTerm(BaseModel):
    """What a word is about: beginnings of words (stems) in two languages, written by the editors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    concept: str
    nl: list[str]
    de: list[str]


def read_terms(home: Path) -> list[TradeTerm]:
    """The glossary of trade terms; raises ReadError with all that is wrong in it."""
    return read_tsv(home / "mappings" / "trade-terms.tsv", TradeTerm)


def read_words(home: Path) -> list[UnitWord]:
    """The table; raises ReadError with all that is wrong in it."""
    return read_tsv(home / "mappings" / "external" / "unit-words.tsv", UnitWord)
