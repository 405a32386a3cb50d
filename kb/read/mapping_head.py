"""The head of a mapping file: identifier, licence, prefixes and the columns that SSSOM does not have."""

from __future__ import annotations

from typing import Any

from kb.model.identifier import SCHEMES

_HOME = "https://w3id.org/drempel/"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_EXTENSIONS = {
    "direction": "direction",
    "status": "mappingStatus",
    "coverage": "coverage",
    "statement_source": "statementSource",
    "statement_at": "statementAt",
    "subject_label_fr": "subjectLabel",
}
_OF_SETS = ("direction", "status", "coverage", "statement_source", "statement_at")

PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "scheme": f"{_HOME}scheme/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sssom": "https://w3id.org/sssom/",
}


def head_of(name: str) -> dict[str, Any]:
    """The head of the set of a pair of registers, such as ``de-beruf_nl-crebo``."""
    first, second = name.split("_")
    return {
        "mapping_set_id": f"{_HOME}mapping/{name}",
        "mapping_set_title": f"Vocational qualifications: {first} and {second}",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "curie_map": {**{scheme: f"{_HOME}qualification/{scheme}/" for scheme in sorted(SCHEMES)}, **PREFIXES},
        "extension_definitions": [extension(slot) for slot in _OF_SETS],
    }


def extension(slot: str) -> dict[str, str]:
    """A column of ours, as SSSOM wants it declared."""
    return {"slot_name": slot, "property": f"{_HOME}def#{_EXTENSIONS[slot]}", "type_hint": _STRING}
