"""The occupational profile (Ausbildungsberufsbild) of an ordinance: its positions as the paragraphs list them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from scripts.registers.gii_list import Item, items
from scripts.registers.gii_xml import Law, Norm, plain

_SPEAKS = re.compile(
    r"Gegenstand der Berufsausbildung|Berufsbildposition(?:en)? der|Die Berufsbildpositionen|Ausbildungsberufsbild\)"
    r"|gliedert sich wie folgt"
    r"|Fertigkeiten, Kenntnisse und Fähigkeiten\b[^.]*? sind\b|folgende (?:zwei )?Wahlqualifikation"
    r"|(?:Wahlqualifikation|Auswahlliste|Zusatzqualifikation)\w*\b.*?(?:sind|umfa|auszuwählen|folgende)"
)
_SPEAKS_NOT = re.compile(
    r"Prüfung|[Ee]insatzgebiete|genannten Berufsbildpositionen|wird eine|gliedert sich in(?! Abschnitt)|Gesellen"
    r"|Zusatzqualifikation\w* (?:ist|sind) (?:nach|in)|werden in folgenden Berufsbildpositionen weitere"
)
_EXAM = re.compile(
    r"Prüfung|Übergang|Inkraft|Ausbildungsplan|Berichtsheft|Nachweis|Bestehen|Gewichtung|Fortsetzung", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"§\s*(\d+[a-z]?)")
_CHOICES = re.compile(r"in den (?:Schwerpunkten|Fachrichtungen)|einem der (?:folgenden )?(?:Schwerpunkt|Fachrichtung)")
_ELECTIVE = re.compile(r"(?<!wahl)Wahlqualifikation|Auswahlliste|Wahlbaustein|auszuwählen")
_NOT_ELECTIVE = re.compile(r"wahlqualifikationsübergreifend|Pflichtqualifikation")
_LETTER = re.compile(r"[A-Z]")
_SECTION = re.compile(r"^\((\d+[a-z]?)\)")
_PART = re.compile(r"(?:Abschnitt\s+([A-Z]|[IVX]+|\d+)\b|(?:^|\s)([A-H]|[IVX]+)\.\s+(?=[A-ZÄÖÜ]))")
_GROUP = re.compile(
    r"(?:(?:in|für|aus) )?(?:der |dem |den |die |das )?(?:gewählten )?"
    r"(?P<kind>Fachrichtung|Schwerpunkt|Einsatzgebiet|Wahlqualifikationsgruppe|Auswahlliste)\s+(?P<name>.+?)\s*"
    r"(?=(?:,? sind\b|,? sowie\b| mindestens\b| beinhaltet\b| umfasst\b| enthält\b|:|\d\.|$))"
)
_INTEGRATIVE = re.compile(
    r"^(?:Berufsbildung|Berufs-?, Arbeits- und|Aufbau und Organisation|Organisation des Ausbildungs"
    r"|Stellung, Rechtsform|Sicherheit und Gesundheit|Arbeitssicherheit|Arbeitsschutz|Umweltschutz"
    r"|[dD]igitalisierte Arbeitswelt|Arbeits- und Tarifrecht|Der Ausbildungsbetrieb$|Unfallverhütung"
    r"|Rationelle Energieverwendung)"
)


@dataclass(frozen=True)
class Reference:
    """Where a position stands: paragraph, Absatz, Abschnitt, number and letters; parts that are not told are empty."""

    paragraph: str
    section: str
    part: str
    numbers: tuple[str, ...]

    @property
    def words(self) -> str:
        """``§ 5 Absatz 2 Nummer 1``."""
        number, *letters = self.numbers
        above = (self.section and f"Absatz {self.section}", self.part and f"Abschnitt {self.part}")
        pieces = [f"§ {self.paragraph}", *filter(None, above)]
        return " ".join([*pieces, f"Nummer {number}", *(f"Buchstabe {letter}" for letter in letters)])


@dataclass(frozen=True)
class Position:
    """One position of the profile. ``occupation``: words that may name the occupation, where there are several."""

    reference: Reference
    title: str
    kind: str
    group: str
    heading: str
    """Which list of the law: positions of one list share it."""
    occupation: str


def positions(law: Law) -> list[Position]:
    """The positions of all profiles of an ordinance, in the order of the text; empty if no paragraph lists any."""
    found: list[Position] = []
    for norm in law.norms:
        number = _PARAGRAPH.match(norm.name)
        if number and norm.body is not None and not _EXAM.search(norm.title):
            for paragraph in norm.body.iter("P"):
                found += _of_paragraph(norm, number[1], paragraph)
    return found


def _of_paragraph(norm: Norm, number: str, paragraph: etree._Element) -> Iterator[Position]:
    intro = _own_text(paragraph)
    if not _SPEAKS.search(intro) or _SPEAKS_NOT.search(intro):
        return
    section = _SECTION.match(intro)
    heading, part = "", ""
    for index, (text, listed) in enumerate(_lists(paragraph)):
        heading = text or heading
        found = _PART.search(text)
        part = (found[1] or found[2]) if found else part
        told = f"{intro} {heading}" if index == 0 else heading
        kind, group = _kind(told, intro)
        base = Reference(number, section[1] if section else "", part, ())
        occupation = f"{norm.part} | {norm.title} | {intro} | {heading}"
        name = f"{norm.name} {base.section} {index}"
        for item in items(listed):
            chosen = _choice(item, told)
            if _LETTER.fullmatch(item.number) and not item.below:
                # a capital letter heads the numbers that follow it
                (kind, group), name = _kind(item.text, intro), f"{norm.name} {base.section} {index} {item.number}"
                continue
            for reference, each in _flat(base, [item]):
                own = ("specialisation", chosen) if chosen else (own_kind(kind, each.text), group)
                yield Position(reference, each.text, *own, name, occupation)


def _choice(item: Item, told: str) -> str:
    """The specialisation or focus that an entry with a list below it stands for; empty if it stands for none."""
    found = _GROUP.search(item.text)
    if not item.below or not (found or _CHOICES.search(told)):
        return ""
    return f"{found['kind']} {found['name']}" if found else item.text


def _flat(base: Reference, listed: Iterable[Item]) -> Iterator[tuple[Reference, Item]]:
    for item in listed:
        numbers = tuple(item.number.split(".")) if "." in item.number else (*base.numbers, item.number)
        reference = Reference(base.paragraph, base.section, base.part, numbers)
        if item.number and item.text:
            yield reference, item
            yield from _flat(reference, item.below)


def _own_text(paragraph: etree._Element) -> str:
    """The text before the first list."""
    return next((text for text, _ in _lists(paragraph)), "")


def _lists(paragraph: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each list right below a paragraph with the text since the one before it."""
    text = paragraph.text or ""
    for child in paragraph:
        if child.tag == "DL":
            yield " ".join(text.split()), child
            text = ""
        elif child.tag not in ("FnR", "noindex"):
            text += " " + plain(child)
        text += child.tail or ""


def _kind(told: str, intro: str) -> tuple[str, str]:
    """Kind and group of a list by the words that lead to it."""
    text = told.replace("fachrichtungsübergreifend", "").replace("schwerpunktübergreifend", "")
    group = _GROUP.search(text)
    name = f"{group['kind']} {group['name']}" if group else ""
    if re.search(r"integrativ", told):
        return "integrative", ""
    if re.search(r"Zusatzqualifikation", told):
        return "additional", name
    if _ELECTIVE.search(f"{intro} {told}") and not _NOT_ELECTIVE.search(told):
        return "elective", name
    return ("specialisation", name) if name else ("core", "")


def own_kind(kind: str, title: str) -> str:
    """What is taught throughout is known by its title in the ordinances that do not say so."""
    return "integrative" if kind == "core" and _INTEGRATIVE.search(title) else kind
