"""Importers of former codes: same title is succession, same line only kinship, a repeal has a day."""

from __future__ import annotations

import tarfile
from datetime import date
from pathlib import Path

import pytest

from kb.model.qualification import Qualification
from scripts.registers import de_former, nl_former
from scripts.registers.ordinance import Ordinance, read_ordinances

ORDINANCE = """<dokumente><norm><metadaten><jurabk>BankkflAusbV</jurabk></metadaten></norm>
<norm><metadaten><jurabk>BankkflAusbV</jurabk><enbez>§ 17</enbez><titel>Inkrafttreten</titel></metadaten>
<textdaten><text><Content><P>{}</P></Content></text></textdaten></norm></dokumente>"""
REPEALS = (
    "Diese Verordnung tritt am 1. August 2020 in Kraft. Gleichzeitig tritt die Verordnung über die Berufsausbildung "
    "zum Bankkaufmann/zur Bankkauffrau vom 30. Dezember 1997 (BGBl. 1998 I S. 51), die zuletzt durch Artikel 2 der "
    "Verordnung vom 9. Mai 2005 (BGBl. I S. 1285) geändert worden ist, außer Kraft."
)
TITLES = {
    title: {"title_m": title, "title_f": feminine, "kldb5": "72112", "title_neutral": ""}
    for title, feminine in {
        "Bankkaufmann": "Bankkauffrau",
        "Florist": "Floristin",
        "Steuerfachangestellter": "Steuerfachangestellte",
        "Technischer Zeichner": "Technische Zeichnerin",
        "Fachangestellter für Arbeitsförderung": "Fachangestellte für Arbeitsförderung",
        "Krankenpfleger": "Krankenschwester",
        "Systeminformatiker": "Systeminformatikerin",
    }.items()
}


def row(identifier: str, title: str, **more: object) -> Qualification:
    scheme, _, code = identifier.partition(":")
    values: dict[str, object] = {
        "scheme": scheme,
        "code": code,
        "title": title,
        "language": "nl",
        "kind": "mbo-qualification",
        "status": "current",
        "status_reliability": "stated",
        "sources": ["de/reg-gesetze-im-internet-de-x"],
        "checked": "2026-11-23",
    }
    return Qualification.model_validate(values | more)


def crebos(names: dict[str, str], *register: Qualification) -> dict[str, Qualification]:
    rows = [{"crebo": code, "naam": name} for code, name in names.items()]
    found = nl_former.convert(rows, [], {each.code: each for each in register})
    return {each.code: each for each in found}


def test_one_title_in_one_line_is_a_succession_by_inference() -> None:
    register = [row("nl-crebo:25030", "Schilder", replaced_by=["nl-crebo:25589"]), row("nl-crebo:25589", "Schilder")]
    found = crebos({"10178": "Schilder", "25030": "Schilder", "25589": "Schilder"}, *register)
    assert list(found) == ["10178"]
    assert (found["10178"].replaced_by, found["10178"].replaced_by_reliability) == (["nl-crebo:25030"], "inferred")


def test_another_title_in_the_line_is_kin_and_no_successor() -> None:
    found = crebos({"10427": "Verzorgende", "25656": "Verzorgende IG"}, row("nl-crebo:25656", "Verzorgende IG"))
    assert (found["10427"].replaced_by, found["10427"].kin) == ([], ["nl-crebo:25656"])


def test_a_falling_number_begins_a_new_line() -> None:
    found = crebos({"10427": "Verzorgende", "10001": "Kok", "25656": "Kok IG"}, row("nl-crebo:25656", "Kok IG"))
    assert (found["10427"].kin, found["10001"].kin) == ([], ["nl-crebo:25656"])


def test_several_titles_of_today_leave_it_open() -> None:
    names = {"10426": "Zorg", "25655": "Verpleegkundige", "25656": "Verzorgende"}
    register = [row("nl-crebo:25655", "Verpleegkundige"), row("nl-crebo:25656", "Verzorgende")]
    assert crebos(names, *register)["10426"].kin == []


def test_files_and_domains_are_no_diplomas() -> None:
    assert crebos({"22190": "Verzorgende-IG", "23268": "Verzorgende", "79140": "Zorg en welzijn"}) == {}


def ordinance(tmp_path: Path, text: str) -> Ordinance:
    file = tmp_path / "BJNR012100020.xml"
    file.write_text(ORDINANCE.format(text), "utf-8")
    with tarfile.open(tmp_path / "laws.tar.gz", "w:gz") as archive:
        archive.add(file, file.name)
    (found,) = read_ordinances(tmp_path / "laws.tar.gz")
    return found


def test_a_repeal_gives_the_last_day_of_the_old_occupation(tmp_path: Path) -> None:
    found = ordinance(tmp_path, REPEALS)
    assert (found.since, found.until, found.clause) == (date(2020, 8, 1), None, "§ 17")
    new = row("de-beruf:bankkaufmann", "Bankkaufmann", legal_basis="Verordnung (BankkflAusbV) vom 2020-02-05")
    (old,) = de_former.convert([found], [new], TITLES)
    assert (old.code, old.valid_to, old.title_feminine) == ("bankkaufmann-1997", date(2020, 7, 31), "Bankkauffrau")
    assert (old.replaced_by, old.replaced_by_reliability) == (["de-beruf:bankkaufmann"], "stated")
    assert "1997-12-30 (BGBl. 1998 I S. 51)" in (old.legal_basis or "")


def test_an_ordinance_may_state_its_own_end(tmp_path: Path) -> None:
    found = ordinance(tmp_path, "Diese Verordnung tritt mit Ablauf des 31. Juli 2026 außer Kraft.")
    assert (found.since, found.until, found.repealed) == (None, date(2026, 7, 31), ())


def test_several_occupations_of_the_new_ordinance_make_it_an_inference(tmp_path: Path) -> None:
    text = REPEALS.replace("Bankkaufmann/zur Bankkauffrau", "Technischen Zeichner/zur Technischen Zeichnerin")
    law = {"legal_basis": "Verordnung (BankkflAusbV)"}
    new = [row("de-beruf:designer", "Designer", **law), row("de-beruf:planer", "Planer", **law)]
    (old,) = de_former.convert([ordinance(tmp_path, text)], new, TITLES)
    assert (old.replaced_by, old.replaced_by_reliability) == (["de-beruf:designer", "de-beruf:planer"], "inferred")


def test_a_predecessor_named_in_words_has_no_dates() -> None:
    new = row(
        "de-beruf:nurse", "Nurse", replaces_text="Krankenschwester/Krankenpfleger", kind="health-profession-federal"
    )
    (old,) = de_former.convert([], [new], TITLES)
    assert (old.title, old.title_feminine, old.kind) == (
        "Krankenpfleger",
        "Krankenschwester",
        "former-health-profession",
    )
    assert (old.valid_to, old.replaced_by, old.replaced_by_reliability) == (None, ["de-beruf:nurse"], "inferred")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("zum Bankkaufmann/zur Bankkauffrau", "Bankkaufmann"),
        ("zum Floristen/zur Floristin", "Florist"),
        ("zum Steuerfachangestellten/zur Steuerfachangestellten", "Steuerfachangestellter"),
        ("zum/zur Fachangestellten für Arbeitsförderung", "Fachangestellter für Arbeitsförderung"),
        ("zum Technischen Zeichner und zur Technischen Zeichnerin", "Technischer Zeichner"),
    ],
)
def test_the_nominative_is_the_title_of_the_list(name: str, title: str) -> None:
    assert de_former.occupation(f"Verordnung über die Berufsausbildung {name}", TITLES) == title


def test_a_name_without_an_occupation_gives_no_row_and_an_unknown_one_stops_the_import() -> None:
    assert de_former.occupation("ReNoPat-Ausbildungsverordnung", TITLES) is None
    with pytest.raises(ValueError, match="no nominative"):
        de_former.occupation("Verordnung über die Berufsausbildung zum Zauberer/zur Zauberin", TITLES)
