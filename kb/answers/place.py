"""The place of work: it must lie in the host, and it may name the chamber or Community that is competent."""

from __future__ import annotations

from collections.abc import Collection

from kb.answers.present import Presenter, Shown
from kb.errors import DrempelError, NotFoundError
from kb.graph.catalogue import Catalogue
from kb.model.authority import Authority, District
from kb.model.jurisdiction import Host, communities, lineage
from kb.model.place import Place, folded


def resolve(catalogue: Catalogue, text: str, host: Host) -> Place:
    """The place that a code, postcode or name means.

    Raises NotFoundError for an unknown place, DrempelError for a name of several places or a place outside the host.
    """
    places = named(catalogue, text)
    inside = [place for place in places if _is_in(place, host)]
    if len(inside) > 1:
        found = [f"{place.code} ({place.names[0]})" for place in inside]
        what = "{text!r} names several places."
        raise DrempelError(what, "Write the code.", field="place", choices=found, text=text)
    if not inside:
        where = sorted({jurisdiction for place in places for jurisdiction in place.jurisdictions})
        raise DrempelError(
            "{name} does not lie in {host}.",
            "Ask for the host it lies in.",
            field="place",
            choices=where,
            name=places[0].names[0],
            host=host,
        )
    return inside[0]


def named(catalogue: Catalogue, text: str) -> list[Place]:
    """The places that a code, postcode or name may mean; raises NotFoundError if there is none."""
    codes = _codes(catalogue, text)
    if not codes:
        raise NotFoundError(
            "No place {text!r} in this knowledge base.",
            "Covered are the Netherlands and Germany by region, and Belgium by municipality. Write a region or its "
            "NUTS 3 code (Kreis Kleve, DEA1B, Zuid-Limburg) instead of a Dutch or German municipality or postcode; "
            "in Belgium a municipality, its postcode or REFNIS code.",
            field="place",
            text=text,
        )
    return [catalogue.place(code) for code in codes]


def _codes(catalogue: Catalogue, text: str) -> list[str]:
    """Codes, postcodes and names as they stand; else however they are spelled; else the short names of regions."""
    typed = folded(text)
    steps = (
        catalogue.place_names.get(text.strip().casefold()),
        *(each.get(typed) for each in catalogue.place_spellings),
    )
    return next((codes for codes in steps if codes), [])


def _is_in(place: Place, host: Host) -> bool:
    """Whether a place lies in the host; a wider host (de, be) holds the places of its parts."""
    return any(host in lineage(jurisdiction) for jurisdiction in place.jurisdictions)


def show(presenter: Presenter, place: Place) -> Shown:
    """The place, who is competent there, and what its two languages do and do not mean."""
    choice = [presenter.label("jurisdictions", each) for part in place.jurisdictions for each in communities(part)]
    notes = ["two-communities"] if choice else (["facilities"] if place.facilities else [])
    for source in place.sources:
        presenter.cited.setdefault(source, place.checked)
    return {
        "code": place.code,
        "names": place.names,
        "jurisdictions": [presenter.label("jurisdictions", each) for each in place.jurisdictions],
        "communities": choice,
        "facilities": place.facilities,
        "notes": [presenter.label("place-notes", note)["label"] for note in notes],
        "local_authorities": [presenter.authority(key) for key in local_authorities(presenter.catalogue, place)],
        "sources": place.sources,
    }


def local_authorities(catalogue: Catalogue, place: Place) -> list[str]:
    """Authorities whose recorded district holds the place; that of an information point may cross a border."""
    return [key for key, authority in catalogue.districts.items() if district(authority, place)]


def district(authority: Authority, place: Place) -> District | None:
    """The first statement on the district of an authority that holds the place."""
    return next((each for each in authority.districts if place.code.startswith(tuple(each.regions))), None)


def competent(catalogue: Catalogue, place: Place, deciding: Collection[str]) -> str | None:
    """Which of the deciding authorities, or of their local ones, is competent at the place; None if none or several."""
    found = [
        key
        for key in local_authorities(catalogue, place)
        if key in deciding or catalogue.authority(key).local_of in deciding
    ]
    return found[0] if len(found) == 1 else None
