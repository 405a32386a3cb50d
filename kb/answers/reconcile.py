"""The Reconciliation Service API 0.2 over the base, as OpenRefine asks it: queries, suggestions, properties."""

from __future__ import annotations

from typing import Any

from kb.answers.match import TYPES, Match, Named, matcher
from kb.answers.naming import Naming
from kb.answers.present import Shown
from kb.answers.question import choose, choose_language
from kb.errors import DrempelError
from kb.model.qualification import Qualification
from kb.release import Release
from kb.settings import settings

MOST = 500
"""Queries, or identifiers, in one batch."""
PROPERTIES = ("country", "language", "code", "level", "eqf", "status", "url")
_MATCHED = ("country", "language")


class BatchError(DrempelError):
    """A batch with more queries than are answered at once."""

    status = 413
    kind = "batch-too-long"


class BadJsonError(DrempelError):
    """A body that is no JSON, or not of the form that the service takes."""

    status = 400
    kind = "bad-json"


def manifest(release: Release, root: str, language: str) -> Shown:
    """The description of the service; ``root`` is the address of the site."""
    service, here = f"{root}/api/v1/reconcile", f"?lang={language}"
    suggest = {
        name: {"service_url": service, "service_path": f"/suggest/{name}{here}"}
        for name in ("entity", "property", "type")
    }
    return {
        "versions": ["0.2"],
        "name": "Drempel",
        "identifierSpace": settings().base,
        "schemaSpace": f"{settings().base}def#",
        "documentation": f"{root}/openapi.json",
        "defaultTypes": types(release, language),
        "view": {"url": f"{root}/id/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}&lang={language}", "width": 420, "height": 220},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": f"/properties{here}"},
            "property_settings": [],
        },
    }


def types(release: Release, language: str) -> list[Shown]:
    """What can be matched: qualifications, professions, authorities."""
    return [_type(release, kind, language) for kind in TYPES]


def _type(release: Release, kind: str, language: str) -> Shown:
    return {"id": kind, "name": release.catalogue.label("record-kinds", kind, choose_language(language))}


def answer(release: Release, queries: Any, language: str) -> Shown:
    """A batch of queries; raises BadJsonError for one that is not of the form, BatchError for too many."""
    if not isinstance(queries, dict) or not all(isinstance(each, dict) for each in queries.values()):
        raise BadJsonError("The queries must be an object of objects.", field="queries")
    _check_length(len(queries))
    return {key: {"result": _candidates(release, query, language)} for key, query in queries.items()}


def _check_length(length: int) -> None:
    if length > MOST:
        raise BatchError("{length} are too many for one batch.", "Send {most} at most.", length=length, most=MOST)


def _candidates(release: Release, query: dict[str, Any], language: str) -> list[Shown]:
    text, kind, limit = query.get("query"), query.get("type") or "", query.get("limit", 5)
    if not isinstance(text, str) or not isinstance(limit, int) or not 0 < limit <= 50:
        raise BadJsonError("A query needs a text, and a limit of 1 to 50.", field="queries")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    wanted = choose("type", str(kind), TYPES) if kind else ""
    given = _properties(query.get("properties") or [])
    found = matcher(release.catalogue).match(
        text, kind=wanted, place=given.get("country", ""), language=given.get("language", ""), limit=limit
    )
    return [_candidate(release, each, language) for each in found]


def _properties(given: Any) -> dict[str, str]:
    """Country and language of a query; others take no part in matching."""
    if not isinstance(given, list) or not all(isinstance(each, dict) and "pid" in each for each in given):
        raise BadJsonError("A property needs pid and v.", field="properties")
    return {each["pid"]: _plain(each.get("v")).casefold() for each in given if each["pid"] in _MATCHED}


def _plain(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return str(value.get("id", "")) if isinstance(value, dict) else str(value or "")


def _candidate(release: Release, match: Match, language: str) -> Shown:
    named = match.named
    return {
        "id": named.item,
        "name": named.name,
        "description": _where(release, named, language),
        "type": [_type(release, named.kind, language)],
        "score": round(100 * match.likeness, 2),
        "features": [{"id": "name", "value": match.likeness}],
        "match": match.is_certain,
    }


def _where(release: Release, named: Named, language: str) -> str:
    """Country, code and status: what tells namesakes apart."""
    label = release.catalogue.label
    place = label("jurisdictions", named.place, choose_language(language))
    if named.kind != "qualification":
        return place
    return f"{place}, {named.code}, {label('register-status', named.status, language)}"


def _qualification(release: Release, item: str) -> Qualification:
    return release.catalogue.qualification(item.removeprefix("qualification/").replace("/", ":", 1))


def suggest(release: Release, prefix: str, language: str) -> Shown:
    """Things for a text that is being typed."""
    found = matcher(release.catalogue).match(prefix, limit=10)
    result = [_candidate(release, each, language) for each in found]
    return {"result": [{**_only(each, "id", "name", "description"), "notable": each["type"]} for each in result]}


def _only(shown: Shown, *names: str) -> Shown:
    return {name: shown[name] for name in names}


def extend(release: Release, asked: Any) -> Shown:
    """Values of properties of things that were matched; raises BadJsonError, BatchError, or NotFoundError."""
    if not isinstance(asked, dict) or not all(isinstance(asked.get(name), list) for name in ("ids", "properties")):
        raise BadJsonError("An extension needs lists of ids and properties.", field="extend")
    _check_length(len(asked["ids"]))
    wanted = [choose("property", str(each.get("id", "")), PROPERTIES) for each in asked["properties"]]
    rows = {str(item): {name: _value(release, str(item), name) for name in wanted} for item in asked["ids"]}
    return {"meta": [{"id": name, "name": name} for name in wanted], "rows": rows}


def _value(release: Release, item: str, name: str) -> list[Shown]:
    value = facts(release, item).get(name)
    if value is None:
        return []
    return [{"int": value} if isinstance(value, int) else {"str": str(value)}]


def facts(release: Release, item: str) -> Shown:
    """The properties of a thing; raises NotFoundError."""
    kind, _, key = item.partition("/")
    if choose("id", kind, TYPES) == "qualification":
        row = _qualification(release, item)
        own: Shown = {"code": row.official_code or row.code, "language": row.language, "status": row.status}
        own |= {"level": row.level, "eqf": row.eqf}
    else:
        own = {"url": release.catalogue.authority(key).url if kind == "authority" else None}
        if kind == "profession":
            release.catalogue.profession(key)
    naming = Naming(release.catalogue, choose_language(own.get("language") or "en"))
    name = naming.thing(f"{settings().base}{item}")
    return {"id": item, "name": name, "country": Named(item, "", "").place, **own}
