"""The decision table, top down: the first rule that fits decides; no rule, no route.

Source: Directive 2005/36/EC (consolidated text of 20 June 2024); the national acts stand in the facts of the
professions. The articles marked as not read rest on background knowledge and come out flagged.
"""

from __future__ import annotations

from kb.model.jurisdiction import state_of
from kb.routes.case import Case
from kb.routes.route import Article, Route, Start

DIRECTIVE = "2005/36/EC"


def _unread(article: str) -> Article:
    return Article(DIRECTIVE, article, read=False)


NATIONAL = Route("national-qualification", reasons=("own-qualification",))
FREE = Route("no-recognition-needed", (_unread("Art. 2, 3(1)(a)"),), ("not-regulated",))
CERTIFICATE = Route("mutual-recognition", reasons=("certificate-valid-across-states",))
TEMPORARY = Route("temporary-services", (_unread("Art. 5-9"),), ("temporary-declaration",))
AUTOMATIC = Route("automatic", (_unread("Art. 21"), _unread("Annex V")), ("listed-title", "conditions-remain"))
GENERAL = Route("general-system", (_unread("Art. 10-14"),), ("not-listed", "content-is-compared"))
UNKNOWN = Route(
    "unknown",
    reasons=("regulation-unknown",),
    possible=("no-recognition-needed", "automatic", "general-system"),
)


def route(case: Case) -> Route:
    """The route of a case; ``unknown`` with the possible routes where a fact is missing."""
    if state_of(case.home) == state_of(case.host):
        return NATIONAL
    if case.regulated == "no":
        return FREE
    if case.regulated == "unknown":
        return UNKNOWN
    if case.certificate_counts:
        return CERTIFICATE
    if case.mode == "temporary":
        return TEMPORARY
    return AUTOMATIC if case.listed else GENERAL


_START: dict[str, Start] = {
    "national-qualification": Start("yes", ("own-qualification",)),
    "no-recognition-needed": Start("yes", ("not-regulated", "employer-decides")),
    "mutual-recognition": Start("yes", ("certificate-valid-across-states",)),
    "temporary-services": Start("no", ("declaration-first",)),
    "automatic": Start("no", ("decision-first", "conditions-remain")),
    "general-system": Start("no", ("decision-first",)),
    "unknown": Start("unknown", ("regulation-unknown",)),
}


def start(found: Route) -> Start:
    """Whether work may start before any step is taken; facts of the profession may say more."""
    return _START[found.id]
