"""A bulk run writes whole files or none, goes on where it stopped, and lists what could not be made."""

from __future__ import annotations

import csv
import io
import os
import resource
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kb.documents import bulk
from kb.documents.selection import Task, checked, count, tasks
from kb.errors import DrempelError, InvalidChoiceError
from kb.release import Release

CASES = [("nl-crebo:25656", "de-nw", "employed"), ("nl-crebo:25655", "de-nw", "employed")]
TASKS = [Task(case, ("factsheet", "description"), ("nl", "de"), ("md",)) for case in CASES]


def run(built: Release, target: Path, some: list[Task] = TASKS) -> list[bulk.Entry]:
    seen: list[int] = []
    found = bulk.export(built, some, target, 1, seen.append)
    assert sum(seen) == count(some) == len(found)
    return found


def test_a_selection_takes_only_cases_that_cross_a_border(built: Release) -> None:
    chosen = checked(hosts=["nl", "de-nw"], homes=[], kinds=[], languages=[], forms=[], profession="practical-nurse")
    cases = [task.case for task in tasks(built, chosen)]
    assert ("nl-crebo:25656", "de-nw", "employed") in cases
    assert not any(case[0].startswith("nl-") and case[1] == "nl" for case in cases)


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({"hosts": ["mars"]}, "host"),
        ({"kinds": ["novel"]}, "kind"),
        ({"languages": ["xx"]}, "lang"),
        ({"forms": ["gif"]}, "format"),
    ],
)
def test_a_value_outside_its_list_is_refused(chosen: dict[str, list[str]], field: str) -> None:
    empty: dict[str, list[str]] = {"hosts": [], "homes": [], "kinds": [], "languages": [], "forms": []}
    with pytest.raises(InvalidChoiceError) as caught:
        checked(**{**empty, **chosen})  # type: ignore[arg-type]
    assert caught.value.field == field


def test_files_index_and_errors(built: Release, tmp_path: Path) -> None:
    entries = run(built, tmp_path / "out")
    failed = [entry for entry in entries if entry.error]
    assert {entry.id for entry in failed} == {
        f"description.nl-crebo.25655.de-nw.employed.{lang}" for lang in ("nl", "de")
    }
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "index.csv").read_text("utf-8"))))
    assert [row["path"] for row in rows] == [entry.path for entry in entries]
    assert all((tmp_path / "out" / row["path"]).is_file() != bool(row["error"]) for row in rows)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert 'href="factsheet/de-nw/factsheet-nl-crebo-25656-de-nw-employed-nl.md"' in page
    assert "is regulated in de-nw" in page


def test_a_run_that_was_broken_off_goes_on(built: Release, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(built, folder, TASKS[:1])
    first = folder / "factsheet/de-nw/factsheet-nl-crebo-25656-de-nw-employed-nl.md"
    kept = first.stat().st_mtime_ns
    with (folder / bulk.JOURNAL).open("a") as journal:
        journal.write('{"path": "factsheet/de-nw/fact')  # as a run leaves it that was ended while it wrote
    lost = folder / "description/de-nw/description-nl-crebo-25656-de-nw-employed-de.md"
    run(built, folder)
    assert first.stat().st_mtime_ns == kept
    lost.unlink()
    run(built, folder)
    assert lost.is_file()


def test_a_zip_holds_the_same_and_leaves_nothing_beside_it(built: Release, tmp_path: Path) -> None:
    run(built, tmp_path / "out.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["out.zip"]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert {"index.csv", "index.html"} < set(archive.namelist())
        assert len(archive.namelist()) == count(TASKS) - 2 + 2


def test_a_folder_that_cannot_be_made_is_a_clear_error(built: Release, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DrempelError) as caught:
        run(built, tmp_path / "file" / "out")
    assert "cannot be written" in caught.value.what


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 kB; where none can be mounted, no file may grow beyond 36 kB, which breaks off a write as well."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(folder)]
    if os.geteuid() == 0 and subprocess.run(mount, check=False, capture_output=True).returncode == 0:
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (36 * 1024, before[1]))
    yield folder
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fills_up_leaves_no_half_file(built: Release, small_disk: Path) -> None:
    some = [Task(CASES[0], ("factsheet", "roadmap"), ("nl", "de", "fr", "en"), ("html",))]
    with pytest.raises(DrempelError) as caught:
        run(built, small_disk / "out", some)
    assert "cannot be written" in caught.value.what
    made = [path for path in (small_disk / "out").rglob("*.html*") if path.is_file()]
    assert made
    assert all(path.read_bytes().endswith(b"</html>") for path in made)
    assert not [path for path in (small_disk / "out").rglob(".*") if path.name != bulk.JOURNAL]


def test_the_interface_streams_a_zip_within_its_limit(client: TestClient) -> None:
    answer = client.get("/api/v1/export?home=nl&host=de-nw&profession=practical-nurse&format=md&lang=de&kind=factsheet")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert "factsheet/de-nw/factsheet-nl-crebo-25656-de-nw-employed-de.md" in archive.namelist()
    refused = client.get("/api/v1/export?home=nl")
    assert (refused.status_code, refused.json()["field"]) == (422, "profession")
