"""Chains of near matches that a direct statement contradicts are reported, for an editor to read again."""

from __future__ import annotations

from kb.answers.stats import stats
from kb.read.base import Base
from kb.release import Release


def test_every_tension_names_a_statement_that_weakens_or_denies(built: Release, base: Base) -> None:
    rows = {f"mapping/{name}/{row.key}": row for name, found in base.mappings.items() for row in found}
    tensions = stats(built)["mapping_tensions"]
    assert tensions
    for tension in tensions:
        row = rows[tension["mapping"]]
        assert row.predicate_id == "skos:relatedMatch" or row.predicate_modifier == "Not"
        ends = {f"qualification/{row.subject_id.replace(':', '/')}", f"qualification/{row.object_id.replace(':', '/')}"}
        assert ends == {tension["first"], tension["last"]}
        assert tension["middle"] not in ends
