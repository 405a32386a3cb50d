"""Releases: what is served stays as it was until a new one is complete, and then everybody sees the new one."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from api.state import Current
from kb import history, release
from kb.answers.sparql import run_once
from kb.errors import BuildError, DrempelError, NotBuiltError
from kb.graph import build as graph_build
from kb.read.problem import ReadError
from kb.search import index
from kb.settings import settings
from tests.kb.conftest import PROCEDURE, Home

ROOT = Path(__file__).resolve().parents[2]
SELECT = "SELECT ?n WHERE { ?fee <http://data.europa.eu/m8g/value> ?n } ORDER BY ?n"


@pytest.fixture
def dist(home: Home, tmp_path: Path) -> Path:
    """The releases of the small home, with one built."""
    folder = tmp_path / "dist"
    release.build(home.root, folder)
    return folder


def state(folder: Path) -> dict[str, str]:
    """Every path below a folder with the hash of its bytes, or where it points to."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def test_a_build_gives_graph_store_index_and_manifest(dist: Path) -> None:
    names = {path.name for path in (dist / "current").iterdir()}
    assert {"graph.nq.gz", "store", "search.sqlite", "manifest.json"} <= names
    opened = release.open_release(dist)
    assert opened.manifest.counts["procedures"] == 1
    assert opened.catalogue.procedure("nl/example-recognition").fees
    assert [hit.id for hit in opened.finder.find("Verpleegkundige")] == ["nl-crebo:10001"]


def test_the_same_facts_give_the_same_version_and_leave_the_bytes_alone(home: Home, dist: Path) -> None:
    before = state(dist)
    again = release.build(home.root, dist)
    assert again.version == release.open_release(dist).version
    assert state(dist) == before


def test_the_same_facts_in_another_folder_give_the_same_graph_and_version(
    home: Home, dist: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(home.root, tmp_path / "copy")
    other = release.build(copy, tmp_path / "elsewhere")
    assert other.version == release.open_release(dist).version
    graph = Path("current", "graph.nq.gz")
    assert (tmp_path / "elsewhere" / graph).read_bytes() == (dist / graph).read_bytes()


def test_another_fact_gives_another_version(home: Home, dist: Path) -> None:
    before = release.open_release(dist).version
    home.edit(PROCEDURE, "amount: 85", "amount: 86")
    assert release.build(home.root, dist).version != before


FAULTS = [
    (PROCEDURE, "fees:", "fees: ["),
    (PROCEDURE, "amount: 85", "amount: much"),
    (PROCEDURE, "source: nl/act", "source: nl/atc"),
    ("ontology/recognition.ttl", "def:Access a owl:Class", "def:Access a owl:Class owl:Class"),
    ("ontology/recognition.ttl", "def:Access a owl:Class", "[] a owl:Class"),
]


@pytest.mark.parametrize(("name", "old", "new"), FAULTS)
def test_broken_facts_leave_what_is_served_untouched(home: Home, dist: Path, name: str, old: str, new: str) -> None:
    before = state(dist)
    home.edit(name, old, new)
    with pytest.raises((ReadError, DrempelError)) as raised:
        release.build(home.root, dist)
    assert Path(name).name in str(raised.value)
    assert state(dist) == before


@pytest.mark.parametrize("step", ["store", "search"])
def test_an_error_while_writing_leaves_no_half_release(home: Home, dist: Path, step: str) -> None:
    """The progress callback is called in the midst of writing: whatever it raises stands for any error there."""
    before = state(dist)
    home.edit(PROCEDURE, "amount: 85", "amount: 86")

    def interrupt(reached: str) -> None:
        if reached == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        release.build(home.root, dist, interrupt)
    assert state(dist) == before
    assert len([path for path in dist.iterdir() if not path.is_symlink()]) == 1


def drempel(home: Path, dist: Path, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DREMPEL_HOME": str(home), "DREMPEL_DIST": str(dist), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "kb.cli", *arguments],
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **more,  # type: ignore[call-overload]
    )


def full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_a_full_disk_leaves_what_is_served_untouched(home: Home, dist: Path) -> None:
    before = state(dist)
    home.edit(PROCEDURE, "amount: 85", "amount: 86")
    done = drempel(home.root, dist, "build", preexec_fn=full_disk)
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(dist) == before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may look into, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Rights do not bind root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_folder_without_rights_leaves_what_is_served_untouched(home: Home, dist: Path, open_folder: Path) -> None:
    home.edit(PROCEDURE, "amount: 85", "amount: 86")
    facts = shutil.copytree(home.root, open_folder / "home")
    served = shutil.copytree(dist, open_folder / "dist", symlinks=True)
    before = state(served)
    served.chmod(0o555)
    with as_ordinary_user(), pytest.raises(BuildError, match="cannot be written"):
        release.build(facts, served)
    served.chmod(0o755)
    assert state(served) == before


def test_a_file_in_the_place_of_the_folder_is_told(home: Home, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(BuildError, match="cannot be written"):
        release.build(home.root, tmp_path / "taken")


def test_only_the_newest_releases_are_kept_and_the_current_is_one(
    home: Home, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "keep", 2)
    for amount in (86, 87, 88):
        home.edit(PROCEDURE, f"amount: {amount - 1}", f"amount: {amount}")
        release.build(home.root, dist)
        folders = history.kept(dist)
        assert len(folders) == 2
        assert (dist / "current").resolve() == folders[0]


def test_facts_may_go_back_to_an_earlier_release(home: Home, dist: Path) -> None:
    first = release.open_release(dist).version
    home.edit(PROCEDURE, "amount: 85", "amount: 86")
    release.build(home.root, dist)
    home.edit(PROCEDURE, "amount: 86", "amount: 85")
    release.build(home.root, dist)
    assert release.open_release(dist).version == first


def test_whether_a_release_is_current_follows_the_files(home: Home, dist: Path) -> None:
    assert release.is_current(home.root, dist)
    later = (dist / "current" / "manifest.json").stat().st_mtime + 10
    os.utime(home.root / PROCEDURE, (later, later))
    assert not release.is_current(home.root, dist)
    assert not release.is_current(home.root, dist / "nothing")


def test_after_a_build_that_changed_nothing_the_release_is_current(home: Home, dist: Path) -> None:
    """Else every start of the server would build again."""
    manifest = dist / "current" / "manifest.json"
    earlier = manifest.stat().st_mtime - 100
    os.utime(manifest, (earlier, earlier))
    assert not release.is_current(home.root, dist)
    release.build(home.root, dist)
    assert release.is_current(home.root, dist)


def test_new_search_code_writes_a_new_index(
    home: Home, dist: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The facts are the same, and the index of the old code would be served on."""
    before = (dist / "current").resolve()
    changed = tmp_path / "index.py"
    changed.write_text(Path(index.__file__).read_text("utf-8") + "# changed\n", "utf-8")
    monkeypatch.setattr(index, "__file__", str(changed))
    release.build(home.root, dist)
    assert (dist / "current").resolve() != before
    assert release.open_release(dist).version == before.name.rpartition(".")[0]


@pytest.mark.parametrize("damage", ["", "{}", "[]", "not json", '{"version": "x"}'])
def test_a_damaged_release_is_told_with_the_next_command(dist: Path, damage: str) -> None:
    (dist / "current" / "manifest.json").write_text(damage, "utf-8")
    with pytest.raises(NotBuiltError) as raised:
        release.open_release(dist)
    assert "drempel build" in raised.value.fix


def test_without_a_release_the_next_command_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotBuiltError) as raised:
        release.open_release(tmp_path)
    assert "drempel build" in raised.value.fix


def amounts(served: Current) -> tuple[list[float], bytes]:
    fees = served.release().catalogue.procedure("nl/example-recognition").fees
    assert isinstance(fees, list)
    answer = run_once(served.release(), SELECT).encode()
    return [float(fee.amount) for fee in fees], answer


def test_a_swap_is_seen_without_a_restart(home: Home, dist: Path) -> None:
    served = Current(dist)
    try:
        assert amounts(served) == ([85.0, 40.0], b"n\r\n40\r\n85\r\n")
        home.edit(PROCEDURE, "amount: 85", "amount: 86")
        release.build(home.root, dist)
        assert amounts(served) == ([86.0, 40.0], b"n\r\n40\r\n86\r\n")
        for amount in (87, 88, 89):
            home.edit(PROCEDURE, f"amount: {amount - 1}", f"amount: {amount}")
            release.build(home.root, dist)
        assert amounts(served)[0] == [89.0, 40.0]
    finally:
        served.close()


def test_a_release_that_cannot_be_opened_leaves_the_served_one_in_place(dist: Path) -> None:
    served = Current(dist)
    try:
        version = served.release().version
        (dist / "broken").mkdir()
        link = dist / "link"
        link.symlink_to("broken")
        link.replace(dist / "current")
        assert served.release().version == version
        (dist / "current").unlink()
        assert served.release().version == version
        assert amounts(served)[0] == [85.0, 40.0]
    finally:
        served.close()


def test_the_graph_of_a_release_is_the_graph_of_its_facts(home: Home, dist: Path) -> None:
    import gzip

    packed = gzip.decompress((dist / "current" / "graph.nq.gz").read_bytes())
    assert packed == graph_build.lines(home.base(), home.root)
    assert packed.count(b"\n") == release.open_release(dist).manifest.quads
