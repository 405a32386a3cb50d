"""Documents: one factsheet as PDF, warm; the same page by WeasyPrint; every format; a bulk run in processes.

Machine load is part of what is printed: compare ratios of one run, not figures of two.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kb.answers.question import Question, ask
from kb.documents import bulk
from kb.documents.factsheet import factsheet
from kb.documents.html import html
from kb.documents.render import FORMATS, render
from kb.documents.roadmap import roadmap
from kb.documents.selection import checked, tasks
from kb.release import Release, build, open_release
from kb.settings import settings

QUESTION = ("nl-crebo:25656", "de-nw", "employed", "nl")
PROCESSES = 2
_SOME = checked(hosts=[], homes=[], kinds=["factsheet"], languages=["nl", "de"], forms=["pdf"])


def main() -> None:
    """``scripts/bench documents [NUMBER OF DOCUMENTS]``."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    folder = Path(tempfile.mkdtemp(prefix="drempel-bench-"))
    build(settings().home, folder / "dist")
    release = open_release(folder / "dist")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    _one(release)
    _rival(release)
    _many(release, folder, number)


def _one(release: Release) -> None:
    question = ask(*QUESTION)
    cases = [ask(*task.case, "nl") for task in tasks(release, _SOME)[::40][:40]]
    for each in cases:
        factsheet(release, each)
    _each("factsheet composed and PDF, each another case", cases, lambda each: render(factsheet(release, each), "pdf"))
    _tell("factsheet composed", lambda: factsheet(release, question))
    _tell("factsheet composed and PDF, the same again", lambda: render(factsheet(release, question), "pdf"))
    _tell("roadmap composed and PDF, the same again", lambda: render(roadmap(release, question), "pdf"))
    document = factsheet(release, question)
    for form in FORMATS:
        _tell(f"factsheet as {form}, composed before", lambda form=form: render(document, form))  # type: ignore[misc]


def _rival(release: Release) -> None:
    try:
        from weasyprint import HTML
    except ImportError:
        print("WeasyPrint is not installed: pip install -e .[bench]")
        return
    document = factsheet(release, ask(*QUESTION))
    page = html(document).decode()
    ours = _median(lambda: render(document, "pdf"), 20)
    theirs = _median(lambda: HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"), 5)
    print(f"{'Typst, same document':44} {ours * 1000:8.1f} ms")
    print(f"{'WeasyPrint, same document':44} {theirs * 1000:8.1f} ms  ({theirs / ours:.1f} times as long)")


def _many(release: Release, folder: Path, number: int) -> None:
    every = tasks(release, _SOME)
    found = every[:: max(1, len(every) * 2 // number)][: number // 2]
    seen: list[tuple[int, float]] = []
    done = 0

    def watch(files: int) -> None:
        nonlocal done
        done += files
        if done % 50 == 0:
            seen.append((done, _largest_child()))

    before = os.times().children_user + os.times().children_system
    began = time.perf_counter()
    entries = bulk.export(release, found, folder / "documents", PROCESSES, watch)
    seconds = time.perf_counter() - began
    used = os.times().children_user + os.times().children_system - before
    failed = sum(bool(entry.error) for entry in entries)
    rate = len(entries) / seconds
    print(f"{len(entries)} PDFs by {PROCESSES} processes: {seconds:.1f} s, {rate:.1f} per second, {failed} failed")
    print(f"processor time, start of the processes included: {used / len(entries) * 1000:.0f} ms for each PDF")
    print("largest process, MB: " + ", ".join(f"{size:.0f} after {files}" for files, size in seen))


def _largest_child() -> float:
    """Memory in use by the largest child process, in MB; 0 where the system does not tell."""
    children = [each.read_text().split() for each in Path("/proc/self/task").glob("*/children")]
    sizes = [_memory(Path("/proc") / child / "statm") for found in children for child in found]
    return max(sizes, default=0)


def _memory(statm: Path) -> float:
    try:
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0


def _tell(name: str, run: Callable[[], object]) -> None:
    run()
    print(f"{name:44} {_median(run, 15) * 1000:8.1f} ms")


def _each(name: str, cases: list[Question], run: Callable[[Question], object]) -> None:
    """Warm, but nothing that was set before is asked for again."""
    found = []
    for case in cases:
        began = time.perf_counter()
        run(case)
        found.append(time.perf_counter() - began)
    print(f"{name:44} {statistics.median(found) * 1000:8.1f} ms")


def _median(run: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


if __name__ == "__main__":
    main()
