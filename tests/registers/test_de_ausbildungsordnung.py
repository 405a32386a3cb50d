"""The importer of German training ordinances: positions, weeks, several occupations, and files that do harm."""

from __future__ import annotations

import gzip
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from kb.errors import DrempelError
from scripts.registers import ordinance_facts
from scripts.registers.berufsbild import positions
from scripts.registers.gii_xml import HostileFileError, Law, parse_law, read_law
from scripts.registers.occupation_name import named
from scripts.registers.profile import Entry, entries
from scripts.registers.rahmenplan import weeks

DOCTYPE = '<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">'
HEAD = """<norm><metadaten><jurabk>BeispAusbV</jurabk><ausfertigung-datum>2022-03-09</ausfertigung-datum>
<fundstelle><periodikum>BGBl I</periodikum><zitstelle>2022, 1</zitstelle></fundstelle>
<langue>Verordnung über die Berufsausbildung zum Beispielwerker</langue></metadaten></norm>"""


def norm(name: str, title: str, content: str) -> str:
    return f"""<norm><metadaten><enbez>{name}</enbez><titel>{title}</titel></metadaten>
    <textdaten><text><Content>{content}</Content></text></textdaten></norm>"""


def listed(*entries_: str) -> str:
    return "<DL>" + "".join(f"<DT>{n}.</DT><DD><LA>{text},</LA></DD>" for n, text in enumerate(entries_, 1)) + "</DL>"


PROFILE = norm(
    "§ 4",
    "Struktur der Berufsausbildung, Ausbildungsberufsbild",
    f"""<P>(1) Die Berufsausbildung gliedert sich in: {listed("berufsprofilgebende", "integrativ zu vermittelnde")}</P>
    <P>(2) Die Berufsbildpositionen der berufsprofilgebenden Fertigkeiten, Kenntnisse und Fähigkeiten sind:
      {listed("Herstellen von Beispielen", "Prüfen von Beispielen und")}</P>
    <P>(3) Die Berufsbildpositionen der berufsprofilgebenden Fertigkeiten, Kenntnisse und Fähigkeiten in der
      Fachrichtung Feinwerk sind: {listed("Schleifen")}</P>
    <P>(4) Die Berufsbildpositionen der integrativ zu vermittelnden Fertigkeiten, Kenntnisse und Fähigkeiten sind:
      {listed("Umweltschutz")}</P>
    <P>(5) Es ist eine der folgenden Wahlqualifikationen auszuwählen: {listed("Vergolden")}</P>""",
)


def row(*cells: str) -> str:
    return "<row>" + "".join(cells) + "</row>"


def cell(text: str, column: int, more: str = "") -> str:
    return f'<entry colname="c{column}" {more}>{text}</entry>'


PLAN = norm(
    "Anlage",
    "(zu § 3) Ausbildungsrahmenplan",
    "<table><tgroup cols='5'>"
    + "".join(f"<colspec colname='c{n}'/>" for n in range(1, 6))
    + "<thead>"
    + row(
        cell("Lfd. Nr.", 1, 'morerows="1"'),
        cell("Berufsbildpositionen", 2, 'morerows="1"'),
        cell("Fertigkeiten", 3, 'morerows="1"'),
        "<entry namest='c4' nameend='c5'>Zeitliche Richtwerte in Wochen im</entry>",
    )
    + row(cell("1. bis 18. Monat", 4), cell("19. bis 36. Monat", 5))
    + row(cell("1", 1), cell("2", 2), cell("3", 3), "<entry namest='c4' nameend='c5'>4</entry>")
    + "</thead><tbody>"
    + row(cell("1", 1), cell("Herstellen von Beispielen (§ 4 Absatz 2 Nummer 1)", 2), cell("a) x", 3), cell("10", 4))
    + row(cell("", 1), cell("", 2), cell("d) y", 3), cell("", 4), cell("6", 5))
    + row(cell("2", 1), cell("Prüfen von Beispielen(§ 4 Absatz 2 Nummer 2)", 2), cell("a) x", 3), cell("4", 4))
    + "</tbody></tgroup></table>",
)
END = norm(
    "§ 9",
    "Inkrafttreten, Außerkrafttreten",
    "<P>Diese Verordnung tritt am 1. August 2022 in Kraft. Gleichzeitig tritt die Beispielverordnung vom 1. Mai 1999 "
    "(BGBl. I S. 1) außer Kraft.</P>",
)
LENGTH = norm("§ 2", "Dauer der Berufsausbildung", "<P>Die Berufsausbildung dauert dreieinhalb Jahre.</P>")


def law(*norms: str, prolog: str = "") -> Law:
    return parse_law(f'{prolog}<dokumente doknr="BJNR1">{HEAD}{"".join(norms)}</dokumente>'.encode(), "beispiel.xml")


def read(found: Law) -> dict[str, Entry]:
    return {entry.code: entry for entry in entries(positions(found), weeks(found))}


def test_positions_get_kind_group_and_weeks() -> None:
    found = read(law(LENGTH, PROFILE, PLAN))
    assert {code: (entry.position.kind, entry.position.title) for code, entry in found.items()} == {
        "A.1": ("core", "Herstellen von Beispielen"),
        "A.2": ("core", "Prüfen von Beispielen"),
        "B.1": ("specialisation", "Schleifen"),
        "C.1": ("integrative", "Umweltschutz"),
        "D.1": ("elective", "Vergolden"),
    }
    told = found["A.1"].weeks
    assert told is not None
    assert told.total == Decimal(16)
    assert told.by_part == {"m1-18": Decimal(10), "m19-36": Decimal(6)}
    assert found["B.1"].position.group == "Fachrichtung Feinwerk"
    assert found["A.1"].position.reference.words == "§ 4 Absatz 2 Nummer 1"


def test_weeks_told_for_two_positions_together_belong_to_neither() -> None:
    joint = PLAN.replace('<entry colname="c4" >10</entry>', '<entry colname="c4" morerows="2">10</entry>')
    joint = joint.replace('<entry colname="c4" ></entry>', "").replace('<entry colname="c4" >4</entry>', "")
    found = read(law(PROFILE, joint))
    assert [found[code].weeks.total for code in ("A.1", "A.2")] == [None, None]  # type: ignore[union-attr]


def test_weeks_of_two_plans_for_the_same_months_are_choices_and_not_added() -> None:
    found = read(law(PROFILE, PLAN, PLAN.replace("<enbez>Anlage<", "<enbez>Anlage 2<")))
    assert found["A.1"].weeks is not None
    assert found["A.1"].weeks.varies
    assert found["A.1"].weeks.total is None


def test_length_and_predecessor_are_those_of_the_law() -> None:
    found = law(LENGTH, PROFILE, END)
    assert ordinance_facts.months(found) == (42, "§ 2: dreieinhalb Jahre")
    assert ordinance_facts.replaced(found) == "die Beispielverordnung vom 1. Mai 1999 (BGBl. I S. 1)"


@pytest.mark.parametrize(
    ("words", "months"),
    [("dauert 3 Jahre", 36), ("dauert drei Jahre und sechs Monate", 42),
     ("dauert im Beruf A zwei Jahre und im B drei Jahre", None)],
)  # fmt: skip
def test_lengths_are_read_in_every_wording(words: str, months: int | None) -> None:
    found = law(norm("§ 2", "Ausbildungsdauer", f"<P>Die Ausbildung {words}.</P>"))
    assert ordinance_facts.months(found)[0] == months


def test_an_occupation_is_known_in_any_case_and_not_inside_a_longer_one() -> None:
    titles = ["Notarfachangestellter", "Rechtsanwalts- und Notarfachangestellter", "Fachlagerist"]
    assert named("zum Rechtsanwalts- und Notarfachangestellten", titles) == {titles[1]}
    assert named("die Ausbildung zum Fachlageristen", titles) == {titles[2]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('<!DOCTYPE dokumente [<!ENTITY a "b">]><dokumente/>', "entities"),
        ('<!DOCTYPE dokumente [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><dokumente/>', "entities"),
        ('<!DOCTYPE dokumente SYSTEM "http://evil.example/x.dtd"><dokumente/>', "document type"),
        ('<!DOCTYPE dokumente PUBLIC "-//x" "http://evil.example/x.dtd"><dokumente/>', "document type"),
        ("<!DOCTYPE dokumente [<!ELEMENT dokumente ANY>]><dokumente/>", "document type"),
        ("<html/>", "<html>"),
        ("<dokumente>", "broken XML"),
        (f"{'<dokumente>' * 400}", "broken XML"),
    ],
)
def test_hostile_and_broken_files_are_refused_with_a_reason(content: str, said: str) -> None:
    with pytest.raises(DrempelError, match=said):
        parse_law(content.encode(), "x.xml")


def test_another_encoding_cannot_hide_entities() -> None:
    with pytest.raises(HostileFileError, match="UTF-8"):
        parse_law('<!DOCTYPE dokumente [<!ENTITY a "b">]><dokumente/>'.encode("utf-16"), "x.xml")


def test_an_undeclared_entity_is_not_expanded() -> None:
    with pytest.raises(DrempelError, match="broken XML"):
        parse_law(b"<dokumente>&passwd;</dokumente>", "x.xml")


@pytest.mark.parametrize("suffix", [".xml", ".xml.gz", ".zip"])
def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("scripts.registers.gii_xml.LARGEST", 1_000)
    content = b"<dokumente>" + b" " * 5_000 + b"</dokumente>"
    path = tmp_path / f"x{suffix}"
    match suffix:
        case ".xml":
            path.write_bytes(content)
        case ".xml.gz":
            path.write_bytes(gzip.compress(content))
        case _:
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("BJNR1.xml", content)
    with pytest.raises(HostileFileError, match="larger"):
        read_law(path)


def test_a_file_as_downloaded_today_is_read(tmp_path: Path) -> None:
    content = f'<?xml version="1.0" encoding="UTF-8" ?>{DOCTYPE}<dokumente doknr="BJNR1">{HEAD}{PROFILE}</dokumente>'
    path = tmp_path / "xml.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("BJNR1.xml", content)
    found = read_law(path)
    assert (found.number, found.abbreviation, found.citation) == ("BJNR1", "BeispAusbV", "BGBl I 2022, 1")
    assert len(positions(found)) == 5
