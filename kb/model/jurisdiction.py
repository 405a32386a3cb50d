"""Jurisdictions: the states, Länder, Communities and Regions that are home or host."""

from __future__ import annotations

from typing import Literal, get_args

from kb.model.identifier import Scheme

Jurisdiction = Literal["nl", "de", "de-nw", "de-ni", "be", "be-vl", "be-fr", "be-dg", "be-bru", "be-wal"]
JURISDICTIONS: tuple[Jurisdiction, ...] = get_args(Jurisdiction)

Host = Literal["nl", "de", "de-nw", "de-ni", "be", "be-vl", "be-fr", "be-dg", "be-bru"]
HOSTS: tuple[Host, ...] = get_args(Host)

Home = Literal["nl", "de", "be", "eu", "third", "any"]
"""Where a qualification comes from; ``eu``: every EU and EEA state and Switzerland, ``third``: all others only."""

Mode = Literal["employed", "self-employed", "temporary"]
MODES: tuple[Mode, ...] = get_args(Mode)

_WIDER: dict[str, tuple[str, ...]] = {
    "de-nw": ("de",),
    "de-ni": ("de",),
    # Community matters follow the language of the file, trade access follows the seat of the company
    "be-vl": ("be",),
    "be-fr": ("be-wal", "be"),
    "be-dg": ("be-wal", "be"),
    "be-bru": ("be",),
    "be-wal": ("be",),
}


_COMMUNITIES: dict[str, tuple[str, ...]] = {"be-bru": ("be-vl", "be-fr")}
"""Where two Communities are competent for persons, each by the language of the file."""


def communities(host: str) -> tuple[str, ...]:
    """The Communities whose authorities one may turn to in a host that belongs to several of them."""
    return _COMMUNITIES.get(host, ())


_REGISTERS: dict[str, tuple[Scheme, ...]] = {
    "nl": ("nl-crebo",),
    "de": ("de-beruf",),
    "be": ("be-vl", "be-fr", "be-fed"),
    "be-vl": ("be-vl", "be-fed"),
    "be-fr": ("be-fr", "be-fed"),
    "be-dg": ("be-dg", "be-fed"),
    "be-bru": ("be-vl", "be-fr", "be-fed"),
    "be-wal": ("be-fr", "be-fed"),
}


def registers(host: str) -> tuple[Scheme, ...]:
    """The registers in which the qualifications of a host stand."""
    return _REGISTERS.get(host) or _REGISTERS[state_of(host)]


def state_of(jurisdiction: str) -> str:
    """The state (``nl``, ``de``, ``be``) that a jurisdiction belongs to."""
    return jurisdiction.split("-", 1)[0]


def lineage(jurisdiction: str) -> tuple[str, ...]:
    """The jurisdiction itself, then the wider ones whose rules hold there unless it has its own."""
    return (jurisdiction, *_WIDER.get(jurisdiction, ()))
