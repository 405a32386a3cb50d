"""Every role and every action: allowed or refused, as the table says and in the deed itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kb.desk import drafting, office, privacy, publishing, reporting, signing, viewing
from kb.desk.database import Desk
from kb.desk.deed import act
from kb.desk.refusal import RefusedError
from kb.desk.role import GRANTABLE, MAY, Action, Actor, Role
from kb.desk.step import wish
from kb.desk.transition import TRANSITIONS, State, open_actions
from kb.ed25519 import write_key
from kb.errors import DrempelError
from kb.release import Release
from tests.kb.desk.small import OLD
from tests.kb.desk.world import World

KEY = write_key(Ed25519PrivateKey.generate().public_key())
Deed = Callable[[Desk, Actor, Release, World], object]
DEEDS: dict[Action, Deed] = {
    Action.READ: lambda desk, actor, _, __: viewing.listing(desk, actor),
    Action.COMMENT: lambda desk, actor, _, __: drafting.comment(desk, actor, "st-0", "Hello."),
    Action.DRAFT: lambda desk, actor, release, _: drafting.draft(desk, actor, release, wish(desk, {"subject": OLD})),
    Action.FREEZE: lambda desk, actor, release, _: drafting.refreeze(desk, actor, release, "st-0"),
    Action.SUBMIT: lambda desk, actor, _, __: drafting.submit(desk, actor, "st-0"),
    Action.RETURN: lambda desk, actor, _, __: drafting.send_back(desk, actor, "st-0", "No."),
    Action.PROPOSE: lambda desk, actor, _, __: drafting.propose(desk, actor, "st-0"),
    Action.SIGN: lambda desk, actor, release, world: signing.sign(desk, actor, "st-0", _signature(world, release)),
    Action.OBJECT: lambda desk, actor, _, __: signing.object_to(desk, actor, "st-0", "No."),
    Action.RESOLVE: lambda desk, actor, _, __: drafting.resolve(desk, actor, "st-0", "So."),
    Action.DROP: lambda desk, actor, _, __: drafting.drop(desk, actor, "st-0"),
    Action.WITHDRAW: lambda desk, actor, _, __: signing.withdraw(desk, actor, "st-0", "No."),
    Action.REOPEN: lambda desk, actor, release, _: drafting.reopen(desk, actor, release, "st-0"),
    Action.LAPSE: lambda desk, actor, _, __: _only(desk, actor, Action.LAPSE),
    Action.ADD_KEY: lambda desk, actor, _, __: office.add_key(desk, actor, KEY),
    Action.CONFIRM_KEY: lambda desk, actor, _, __: office.confirm_key(desk, actor, KEY),
    Action.REVOKE_KEY: lambda desk, actor, _, __: office.revoke_key(desk, actor, KEY),
    Action.MANAGE: lambda desk, actor, _, __: office.end_mandate(desk, actor, 99, date(2027, 1, 1)),
    Action.GRANT: lambda desk, actor, _, __: office.grant(desk, actor, "0" * 32, "editor"),
    Action.AUDIT: lambda desk, actor, _, __: publishing.audit_log(desk, actor),
    Action.PUBLISH: lambda desk, actor, _, __: publishing.rows(desk, actor),
    Action.ISSUE: lambda desk, actor, _, __: _only(desk, actor, Action.ISSUE),
    Action.REPORTS: lambda desk, actor, _, __: reporting.reports(desk, actor),
    Action.EXPORT_PERSON: lambda desk, actor, _, __: privacy.export(desk, actor, "0" * 32),
    Action.ERASE_PERSON: lambda desk, actor, _, __: privacy.erase(desk, actor, "0" * 32),
}


def _only(desk: Desk, actor: Actor, action: Action) -> None:
    with act(desk, actor, action):
        pass


def _signature(world: World, release: Release) -> signing.Detached:
    return signing.Detached(hash="0" * 64, key=KEY, signature="")


def test_every_action_has_a_deed() -> None:
    assert set(DEEDS) == set(Action) == set(MAY)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Actor]:
    """One person for each role, and one without any, at a desk that is empty but for them."""
    from tests.kb.desk.world import Clock, furnish

    clock = Clock()
    desk = Desk(f"sqlite:///{tmp_path_factory.mktemp('roles')}/desk.sqlite", clock)
    world = furnish(desk, clock)
    found = {role.value: world.person("example-nl", f"only-{role}", role) for role in GRANTABLE}
    found["nobody"] = world.person("example-nl", "nobody")
    _WORLDS["roles"] = world
    return found


_WORLDS: dict[str, World] = {}


@pytest.mark.parametrize(
    ("role", "action"), list(product([*(role.value for role in GRANTABLE), "nobody"], Action)), ids=str
)
def test_a_role_may_do_what_the_table_says(
    people: dict[str, Actor], before: Release, role: str, action: Action
) -> None:
    """An allowed deed may fail for another reason (there is no such statement); a refused one fails by the role."""
    world, allowed = _WORLDS["roles"], role in MAY[action]
    code = None
    try:
        DEEDS[action](world.desk, people[role], before, world)
    except RefusedError as error:
        code = error.code
    except DrempelError:
        pass
    assert (code == "role") is not allowed, (role, action, code)


def test_nobody_who_manages_may_write_or_sign_and_nobody_who_writes_may_sign() -> None:
    writing = {Action.DRAFT, Action.FREEZE, Action.SUBMIT, Action.PROPOSE, Action.RESOLVE}
    for role in Role:
        held = {action for action in Action if role in MAY[action]}
        assert not (Action.SIGN in held and held & (writing | {Action.MANAGE, Action.GRANT}))
        assert not (Action.GRANT in held and held & writing)


def test_every_state_is_reached_and_every_way_leads_on() -> None:
    assert {way.target for way in TRANSITIONS} == set(State)
    assert all(open_actions(state) for state in State)
    assert len({(way.action, way.origin) for way in TRANSITIONS}) == len(TRANSITIONS)


@pytest.mark.parametrize(
    ("state", "action"), list(product(State, sorted({way.action for way in TRANSITIONS}))), ids=str
)
def test_a_way_that_is_not_in_the_table_is_closed(state: State, action: Action) -> None:
    from kb.desk.refusal import StateError
    from kb.desk.transition import way

    known = [each.target for each in TRANSITIONS if (each.action, each.origin) == (action, state)]
    if known:
        assert way(action, state).target == known[0]
    else:
        with pytest.raises(StateError):
            way(action, state)
