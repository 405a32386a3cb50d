"""What a training ordinance says of itself: length of the training, legal basis, what it took the place of."""

from __future__ import annotations

import re

from scripts.registers.gii_xml import Law, plain

_YEARS = {"ein": 12, "eineinhalb": 18, "zwei": 24, "zweieinhalb": 30, "drei": 36, "dreieinhalb": 42, "vier": 48}
_SENTENCE = re.compile(r"dauer(?:t|n)\b(?P<said>[^.]{1,240}?Jahre?\b|[^.]{1,60}?Monate\b)(?P<more>[^.]{0,160})")
_LENGTH = re.compile(
    r"\b(?:(?P<words>drei(?:einhalb)?|zwei(?:einhalb)?|ein(?:einhalb)?|vier)|(?P<years>[1-4]))\s+Jahre?\b(?P<half>\s+und\s+sechs\s+Monate)?|(?P<months>\d\d)\s+Monate\b"
)
_BASIS = re.compile(
    r"§+\s*(?P<number>\d+[a-z]?)(?:\s*Abs(?:atz|\.)\s*(?P<section>\d+))?"
    r"(?:(?!§)[^;])*?(?P<act>des Berufsbildungsgesetzes|der Handwerksordnung)"
)
_ACTS = {"des Berufsbildungsgesetzes": "BBiG", "der Handwerksordnung": "HwO"}
_REPEAL = re.compile(
    r"(?:Gleichzeitig|Zugleich|Mit Ablauf des \d+\. \w+ \d+)\s+(?:tritt|treten)\s+(?P<what>.+?)\s+außer Kraft"
)
_REPLACES = re.compile(r"Ersetzt (?P<what>V \d.+)")


def months(law: Law) -> tuple[int | None, str]:
    """The length in months, and in the words of the law; None where there are several lengths or none is told."""
    found: list[tuple[int, str]] = []
    for norm in law.norms:
        if norm.name.startswith("§") and norm.body is not None and re.search(r"[Dd]auer", norm.title):
            for sentence in _SENTENCE.finditer(plain(norm.body)):
                for hit in _LENGTH.finditer(sentence["said"] + sentence["more"]):
                    found.append((_count(hit), f"{norm.name}: {hit[0]}"))
    lengths = {length for length, _ in found}
    return (lengths.pop() if len(lengths) == 1 else None), "; ".join(dict.fromkeys(text for _, text in found))


def _count(hit: re.Match[str]) -> int:
    if hit["months"]:
        return int(hit["months"])
    years = _YEARS[hit["words"]] if hit["words"] else int(hit["years"]) * 12
    return years + 6 if hit["half"] else years


def legal_basis(law: Law) -> str:
    """``BBiG § 4 Absatz 1; HwO § 25 Absatz 1``, out of the opening formula."""
    formula = next((norm for norm in law.norms if norm.name == "Eingangsformel"), None)
    text = plain(formula.body) if formula else ""
    found = [
        f"{_ACTS[hit['act']]} § {hit['number']}" + (f" Absatz {hit['section']}" if hit["section"] else "")
        for hit in _BASIS.finditer(text)
    ]
    return "; ".join(dict.fromkeys(found))


def replaced(law: Law) -> str:
    """What went out of force with it, in the words of the law, or of the collection."""
    for norm in reversed(law.norms):
        if norm.name.startswith("§") and norm.body is not None and (hit := _REPEAL.search(plain(norm.body))):
            return hit["what"]
    return next((hit["what"] for remark in law.remarks if (hit := _REPLACES.match(remark))), "")
