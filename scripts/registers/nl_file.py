"""Files behind the Dutch rows: regulations of colleges (OER), CompetentNL labels, national lists."""

from __future__ import annotations

import re
from typing import Any

from scripts.registers.publisher import publisher_of

_OER = re.compile(r"/oeren/|:oeren/")
_NAME = re.compile(r"/(?P<crebo>\d{5})_(?P<route>BOL|BBL)_(?P<year>\d{4})_")
_SKILLS = re.compile(r"/skills/(?P<crebo>\d{5})\.json$")
_LIST = "Opleiding_dimensie.xlsx"
_REGULATION = "https://wetten.overheid.nl/BWBR0036352"


def details_of(url: str) -> dict[str, Any]:
    """Title, date and number of a source, as far as its address tells them."""
    if url == _REGULATION:
        return {"published_text": "list valid from 2015-08-01", "identifier": "BWBR0036352"}
    if url.endswith(_LIST):
        return {"published_text": "2023-24"}
    if skills := _SKILLS.search(url):
        title = f"CompetentNL: label of crebo {skills['crebo']}"
        return {"title": title, "published_text": "copy of 2026-06"}
    return _regulations(url) if _OER.search(url) else {}


def _regulations(url: str) -> dict[str, Any]:
    name = _NAME.search(url)
    found = publisher_of(url)
    if not name or not found:
        return {}
    title = f"{found.name}: OER/examenplan {name['crebo']}, {name['route']}, cohort {name['year']}"
    return {"title": title, "published_text": f"cohort {name['year']}"}
