"""Killed at any point of a transition, and two who sign at the same time: one consistent state, no signature lost."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kb.desk import drafting, signing
from kb.desk.database import Desk
from kb.desk.detached import Detached
from kb.desk.integrity import faults
from kb.desk.refusal import RefusedError
from kb.desk.role import Actor
from kb.desk.tables import Signature
from kb.release import Release
from tests.kb.desk.small import OLD
from tests.kb.desk.world import World

ROOT = Path(__file__).resolve().parents[3]


def test_killed_at_every_point_of_every_transition(either: World, before: Release, folders: tuple[Path, Path]) -> None:
    world, editor = either, either.people["editor"]
    key = drafting.draft(world.desk, editor, before, drafting.Wish("mapping", OLD, date_after(world)))
    drafting.submit(world.desk, editor, key)
    deeds = [
        deed("propose", key, "in-review", "proposed", (0, 0), world.people["reviewer"]),
        signed(world, key, "nl", "proposed", "signed-by-one", (0, 1)),
        signed(world, key, "de", "signed-by-one", "authorised", (1, 2)),
        {**deed("lapse", key, "authorised", "lapsed", (2, 2)), "releases": str(folders[1])},
    ]
    world.desk.close()
    # on PostgreSQL, and for the lapse (which opens a release), every n-th point: each kill is a process of its own
    step = 1 if "sqlite" in world.desk.url else 4
    deeds = [{**each, "every": 8 if each["name"] == "lapse" else step} for each in deeds]
    command = [sys.executable, "-m", "tests.kb.desk.crash", world.desk.url, json.dumps(deeds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    kills = json.loads(done.stdout)
    assert all(count >= 3 for count in kills)
    assert sum(kills) >= (50 if "sqlite" in world.desk.url else 15), kills
    assert world.state(key) == "lapsed"
    assert faults(world.desk) == []


def date_after(world: World) -> Any:
    return world.desk.today.replace(year=world.desk.today.year + 2)


def deed(
    name: str, key: str, origin: str, target: str, signatures: tuple[int, int], actor: Actor | None = None
) -> dict[str, Any]:
    found = {"name": name, "statement": key, "from": origin, "to": target, "signatures": signatures}
    return {**found, "actor": [actor.person, actor.organisation]} if actor else found


def signed(world: World, key: str, side: str, origin: str, target: str, signatures: tuple[int, int]) -> dict[str, Any]:
    made = world.signed(key, side).model_dump(mode="json")
    return {**deed("sign", key, origin, target, signatures, world.people[f"signatory-{side}"]), "signature": made}


def test_both_sides_sign_at_the_same_time(either: World, before: Release) -> None:
    """Each signs three times at once from connections of their own: two signatures count, four are refused."""
    world = either
    key = world.proposed(before)
    made = {side: world.signed(key, side) for side in ("nl", "de")}

    def attempt(side: str) -> str:
        desk = Desk(world.desk.url, world.clock)
        try:
            return str(signing.sign(desk, world.people[f"signatory-{side}"], key, Detached(**dict(made[side]))))
        except RefusedError as error:
            return error.code
        finally:
            desk.close()

    with ThreadPoolExecutor(6) as pool:
        ended = list(pool.map(attempt, ["nl", "de"] * 3))
    assert sorted(each for each in ended if each in ("signed-by-one", "authorised")) == ["authorised", "signed-by-one"]
    assert {each for each in ended if each not in ("signed-by-one", "authorised")} <= {"side", "state"}
    assert world.state(key) == "authorised"
    with world.desk.reading() as session:
        assert sorted(session.scalars(select(Signature.side))) == ["de", "nl"]
    assert faults(world.desk) == []
