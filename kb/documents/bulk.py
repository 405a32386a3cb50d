"""Many documents at once, into a folder or a zip: in several processes, resumable, with an index.

What is finished stands in a journal, so that a run that was broken off goes on where it stopped. Each file is there
whole or not at all; what cannot be composed is listed with its reason at the end.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TextIO

from kb.answers.question import choose_language
from kb.documents.compose import compose
from kb.documents.file import cannot_write, save
from kb.documents.identity import Name
from kb.documents.index import index_csv, index_html
from kb.documents.render import render
from kb.documents.selection import Task, path_of
from kb.errors import DrempelError
from kb.model.text import Language
from kb.release import Release

JOURNAL = ".export.jsonl"
_AHEAD = 8
"""Tasks in flight for each process: enough to keep it busy, few enough to keep memory flat."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest day a zip can hold: no clock in it."""


@dataclass(frozen=True)
class Entry:
    """One file of an export, or why there is none."""

    path: str
    id: str
    title: str
    kind: str
    qualification: str
    host: str
    mode: str
    language: str
    form: str
    data_version: str
    hash: str
    error: str = ""


Progress = Callable[[int], None]


def export(release: Release, tasks: Sequence[Task], target: Path, processes: int, progress: Progress) -> list[Entry]:
    """Write the documents and their index; gives an entry for each file, in order.

    ``target``: a folder, or a name that ends in ``.zip``. Raises DrempelError for a place that cannot be written.
    """
    if target.suffix != ".zip":
        return _into_folder(release, tasks, target, processes, progress)
    aside = target.with_name(f".{target.name}.parts")
    entries = _into_folder(release, tasks, aside, processes, progress)
    _pack(aside, target, entries)
    shutil.rmtree(aside, ignore_errors=True)
    return entries


def _into_folder(
    release: Release, tasks: Sequence[Task], folder: Path, processes: int, progress: Progress
) -> list[Entry]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        done = _read_journal(folder, release.version)
        entries = _run(release, tasks, folder, processes, done, progress)
    except OSError as error:
        raise cannot_write(folder, error) from error
    save(folder / "index.csv", index_csv(entries))
    save(folder / "index.html", index_html(entries, release.version, _language(tasks)))
    return entries


def _language(tasks: Sequence[Task]) -> Language:
    """The index speaks the first language of the documents."""
    return choose_language(tasks[0].languages[0]) if tasks else "en"


def _run(
    release: Release, tasks: Sequence[Task], folder: Path, processes: int, done: dict[str, Entry], progress: Progress
) -> list[Entry]:
    """Keeps a few tasks ahead of the processes and writes down what they finished."""
    entries: list[Entry] = []
    waiting: deque[Future[list[Entry]]] = deque()
    work = ProcessPoolExecutor(processes, get_context("spawn"), _open, (str(release.folder),))
    with work, (folder / JOURNAL).open("a", encoding="utf-8") as journal:

        def take(found: list[Entry]) -> None:
            entries.extend(found)
            progress(len(found))

        try:
            for task in tasks:
                kept = [done[path] for path in _paths(task) if path in done]
                if len(kept) == task.count:
                    take(kept)
                    continue
                waiting.append(work.submit(_make, task, str(folder)))
                while len(waiting) > processes * _AHEAD:
                    take(_written(waiting.popleft().result(), journal))
            while waiting:
                take(_written(waiting.popleft().result(), journal))
        except BaseException:
            work.shutdown(cancel_futures=True)
            raise
    return sorted(entries, key=lambda entry: entry.path)


def _written(found: list[Entry], journal: TextIO) -> list[Entry]:
    for entry in found:
        journal.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
    journal.flush()
    return found


def _paths(task: Task) -> Iterator[str]:
    for kind, question in task.documents():
        for form in task.forms:
            yield path_of(Name(kind, question.language, question), form)  # type: ignore[arg-type]


def _read_journal(folder: Path, version: str) -> dict[str, Entry]:
    """What an earlier run finished from the same data and what still lies there."""
    try:
        lines = (folder / JOURNAL).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    found = (_entry(line) for line in lines)
    return {
        entry.path: entry
        for entry in found
        if entry and entry.data_version == version and (entry.error or (folder / entry.path).is_file())
    }


def _entry(line: str) -> Entry | None:
    """A line of the journal; None for one that was broken off."""
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError):
        return None


_release: Release | None = None


def _open(folder: str) -> None:
    """Each process opens the release for itself, read-only."""
    global _release  # noqa: PLW0603
    _release = Release(Path(folder))


def _make(task: Task, folder: str) -> list[Entry]:
    """In a process of its own: compose, render and write the documents of a case."""
    assert _release is not None
    found = []
    for entry, content in made(_release, task):
        if content is not None:
            path = Path(folder) / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            save(path, content)
        found.append(entry)
    return found


def made(release: Release, task: Task) -> Iterator[tuple[Entry, bytes | None]]:
    """Each file of a task with its content; None with the reason where the document cannot be composed."""
    for kind, question in task.documents():
        name = Name(kind, question.language, question)  # type: ignore[arg-type]
        try:
            document = compose(release, kind, question)
        except DrempelError as error:
            yield from ((_failed(name, form, release.version, str(error)), None) for form in task.forms)
            continue
        for form in task.forms:
            identity = document.identity
            yield _named(name, form, document.title, release.version, identity.hash, ""), render(document, form)


def _failed(name: Name, form: str, version: str, error: str) -> Entry:
    return _named(name, form, "", version, "", error.replace("\n", " "))


def _named(name: Name, form: str, title: str, version: str, digest: str, error: str) -> Entry:
    question = name.question
    assert question is not None
    return Entry(
        path_of(name, form), str(name), title, name.kind, question.qualification, question.host, question.mode,
        question.language, form, version, digest, error,
    )  # fmt: skip


def _pack(folder: Path, target: Path, entries: Sequence[Entry]) -> None:
    """One zip of the folder, in place in one step."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    names = ["index.csv", "index.html", *(entry.path for entry in entries if not entry.error)]
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(_member(name), (folder / name).read_bytes())
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise cannot_write(target, error) from error


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def stream(release: Release, tasks: Sequence[Task]) -> Iterator[bytes]:
    """A zip as it is being made, piece by piece, with the index as its last members."""
    pipe = _Pipe()
    entries = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for task in tasks:
            for entry, content in made(release, task):
                entries.append(entry)
                if content is not None:
                    archive.writestr(_member(entry.path), content)
                    yield pipe.taken()
        archive.writestr(_member("index.csv"), index_csv(entries))
        archive.writestr(_member("index.html"), index_html(entries, release.version, _language(tasks)))
    yield pipe.taken()


class _Pipe:
    """What a zip is written into when it is passed on at once."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Keep a piece until it is taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """The pieces since the last time."""
        found, self._pieces = b"".join(self._pieces), []
        return found
