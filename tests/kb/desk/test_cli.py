"""The commands of the desk: a key and a signature made offline, an export verified offline, a desk looked after."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kb.cli.terminal import app
from kb.desk import detached, exporting, office, signing, viewing
from kb.desk.role import OPERATOR
from kb.release import Release
from kb.settings import settings
from tests.kb.desk.world import World

CLI = CliRunner()


def run(*arguments: object, code: int = 0, given: str = "") -> str:
    done = CLI.invoke(app, [str(each) for each in arguments], input=given)
    assert done.exit_code == code, (done.output, done.exception)
    return done.output


def test_a_key_and_a_signature_are_made_and_an_export_is_verified_offline(
    world: World, before: Release, tmp_path: Path
) -> None:
    key_file = tmp_path / "key.pem"
    public = run("desk", "new-key", "-o", key_file, "--passphrase", "four words are long").strip()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert "ENCRYPTED" in key_file.read_text()
    assert CLI.invoke(app, ["desk", "new-key", "-o", str(key_file)]).exit_code != 0, "a key is never overwritten"
    signatory = world.people["signatory-nl"]
    office.add_key(world.desk, signatory, public)
    office.confirm_key(world.desk, OPERATOR, public)

    key = world.proposed(before)
    document, made = tmp_path / "document.json", tmp_path / "signature.json"
    document.write_bytes(viewing.document(world.desk, signatory, key))
    command = ("sign", document, "--key", key_file, "--passphrase", "four words are long")
    shown = run(*command, "-o", made, given="y\n")
    assert "Fachkraft Küche" in shown
    assert "no recognition in an individual case" in shown
    run(*command, code=1, given="n\n")
    signing.sign(world.desk, signatory, key, detached.read(made.read_bytes()))
    world.sign(key, "de")

    export, keys = tmp_path / "statement.json", tmp_path / "keys.json"
    export.write_text(json.dumps(exporting.export(world.desk, key)), "utf-8")
    keys.write_text(json.dumps(exporting.keys(world.desk)), "utf-8")
    assert "Signed by both sides" in run("desk", "check-statement", export, "--keys", keys)
    assert len(json.loads(run("desk", "credentials", export))) == 2
    export.write_text(export.read_text("utf-8").replace("Kok", "Cok"), "utf-8")
    assert "does not hold" in run("desk", "check-statement", export, "--keys", keys, code=1)


def test_a_desk_is_made_looked_after_and_restored(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DREMPEL_DIST", str(folders[0]))
    for name in ("first", "second"):
        monkeypatch.setenv("DREMPEL_DESK_URL", f"sqlite:///{tmp_path}/{name}.sqlite")
        settings.cache_clear()
        assert "0002" in run("desk", "init")
        if name == "first":
            assert "st-" in run("desk", "demo")
            assert run("desk", "lapse").strip() == "Nothing lapsed."
            head = json.loads(run("desk", "verify", "--json"))["head"]
            run("desk", "backup", "-o", tmp_path / "desk.gz")
    run("desk", "restore", tmp_path / "desk.gz")
    assert run("desk", "verify", "--head", head).startswith("The desk is whole.")
    assert "mailed: 0" in run("desk", "notify")
    assert run("desk", "publish", "-o", tmp_path / "home").startswith("0 statement(s)"), "examples stay out"
    monkeypatch.undo()
    settings.cache_clear()
