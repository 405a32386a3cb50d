"""A schematic map of the border regions: tiles, not shapes, since the shapes of NUTS regions are not free to reuse."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.present import Shown
from kb.graph.catalogue import Catalogue
from kb.model.authority import Authority
from kb.model.jurisdiction import state_of


@dataclass(frozen=True)
class Tile:
    """A NUTS 2 region (or the German-speaking Community): code, own name, and its place on the grid."""

    code: str
    name: str
    jurisdiction: str
    x: float
    y: float
    width: float = 1
    height: float = 1


TILES = (
    Tile("NL11", "Groningen", "nl", 3, 0),
    Tile("NL13", "Drenthe", "nl", 3, 1),
    Tile("NL21", "Overijssel", "nl", 3, 2),
    Tile("NL22", "Gelderland", "nl", 3, 3),
    Tile("NL34", "Zeeland", "nl", 1, 4),
    Tile("NL41", "Noord-Brabant", "nl", 2, 4),
    Tile("NL42", "Limburg (NL)", "nl", 3, 4, height=2),
    Tile("DE94", "Weser-Ems", "de-ni", 4, 0, height=2),
    Tile("DEA3", "Münster", "de-nw", 4, 2),
    Tile("DEA1", "Düsseldorf", "de-nw", 4, 3, height=2),
    Tile("DEA2", "Köln", "de-nw", 4, 5, height=2),
    Tile("BE25", "West-Vlaanderen", "be-vl", 0, 5),
    Tile("BE23", "Oost-Vlaanderen", "be-vl", 1, 5),
    Tile("BE21", "Antwerpen", "be-vl", 2, 5),
    Tile("BE22", "Limburg (BE)", "be-vl", 2, 6),
    Tile("BE33", "Liège", "be", 3, 6),
    Tile("BE336", "Ostbelgien", "be-dg", 3, 7),
)

BORDERS = (((4, 0), (4, 8)), ((1, 5), (3, 5)), ((3, 5), (3, 6)), ((3, 6), (4, 6)))
"""The borders between the three states, as lines on the grid."""


def border_map(catalogue: Catalogue, chosen: str = "") -> Shown:
    """Tiles with the number of authorities whose recorded district touches them; most districts are not recorded."""
    found = catalogue.districts.values()
    tiles = [
        {**vars(tile), "land": state_of(tile.jurisdiction), "count": sum(touches(each, tile.code) for each in found)}
        for tile in TILES
    ]
    return {"tiles": tiles, "borders": BORDERS, "chosen": chosen}


def touches(authority: Authority, code: str) -> bool:
    """Whether a recorded district of an authority lies in a region or holds it."""
    regions = [region for district in authority.districts for region in district.regions]
    return any(region.startswith(code) or code.startswith(region) for region in regions)
