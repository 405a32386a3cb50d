"""The way of a statement: from draft to authorised by both sides, lapsed by a new build, authorised again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from kb.desk import audit, drafting, exporting, lapsing, office, viewing
from kb.desk.role import OPERATOR
from kb.desk.tables import AuditRow, Notice
from kb.read import signed
from kb.release import Release
from tests.kb.desk.small import ALIGNED, NEW
from tests.kb.desk.world import World


def test_from_draft_to_authorised_and_back_after_a_new_build(either: World, before: Release, after: Release) -> None:
    world = either
    key = world.proposed(before)
    assert world.sign(key, "nl") == "signed-by-one"
    assert viewing.detail(world.desk, world.people["editor"], key)["waits_for"] == ["de"]
    assert world.sign(key, "de") == "authorised"
    assert lapsing.recheck(world.desk, before) == {}

    found = lapsing.check(world.desk, after)
    reasons = {(each.reason, each.about) for each in found[key]}
    assert ("qualification-superseded", "de-beruf:fachkraft-kueche") in reasons
    assert world.state(key) == "lapsed"
    assert lapsing.check(world.desk, after) == {}, "a build is looked at once"

    number = drafting.reopen(world.desk, world.people["editor"], after, key)
    shown = viewing.detail(world.desk, world.people["editor"], key)
    assert (number, shown["subject"], shown["state"]) == (2, NEW, "draft"), "it goes on with the successor"
    assert any(change["path"].startswith("sides/de-beruf:koch") for change in shown["changes"])
    drafting.submit(world.desk, world.people["editor"], key)
    drafting.propose(world.desk, world.people["reviewer"], key)
    assert [world.sign(key, "de"), world.sign(key, "nl")] == ["signed-by-one", "authorised"]

    with world.desk.reading() as session:
        assert list(audit.faults(session)) == []
        notices = session.scalars(select(Notice).where(Notice.kind == "lapsed")).all()
        assert {notice.organisation_id for notice in notices} == {"example-nl", "example-de"}
        assert "qualification-superseded" in notices[0].facts
        did = session.scalars(select(AuditRow.action).order_by(AuditRow.seq)).all()
    assert [did.count(each) for each in ("sign", "lapse", "reopen")] == [4, 1, 1]


@pytest.mark.parametrize("kind", ["alignment", "description"])
def test_an_alignment_and_a_description_are_signed_like_a_mapping(world: World, before: Release, kind: str) -> None:
    texts = {"nl": "Kookt.", "de": "Kocht.", "fr": "Cuisine.", "en": "Cooks."} if kind == "description" else None
    wish = drafting.Wish(kind, ALIGNED, date(2028, 1, 1), texts)  # type: ignore[arg-type]
    key = drafting.draft(world.desk, world.people["editor"], before, wish)
    drafting.submit(world.desk, world.people["editor"], key)
    drafting.propose(world.desk, world.people["reviewer"], key)
    assert [world.sign(key, "nl"), world.sign(key, "de")] == ["signed-by-one", "authorised"]
    export, keys = exporting.export(world.desk, key), exporting.keys(world.desk)
    assert signed.faults(export, keys) == []
    assert lapsing.recheck(world.desk, before) == {}


def test_an_ended_mandate_a_revoked_key_and_a_passed_review_date_end_it(world: World, before: Release) -> None:
    key = world.proposed(before)
    world.sign(key, "nl"), world.sign(key, "de")
    office.end_mandate(world.desk, OPERATOR, 1, world.desk.today)
    world.clock.on(days=1)
    assert [each.reason for each in lapsing.check(world.desk, before)[key]] == ["mandate-ended"]
    assert world.state(key) == "lapsed"


def test_the_review_date_ends_it(world: World, before: Release) -> None:
    key = world.proposed(before)
    world.sign(key, "nl"), world.sign(key, "de")
    world.clock.on(days=396)
    assert lapsing.check(world.desk, before) == {}
    world.clock.on(days=1)
    assert [each.reason for each in lapsing.check(world.desk, before)[key]] == ["review-due"]
