"""Kill the program at every point of a transition, and look at what is left. Run as a program by the tests.

Each kill is a process of its own, ended by SIGKILL at the n-th point: before and after every statement that the
database gets, before and after the commit.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from kb.desk.database import Desk

_PASSED = 0


def main(url: str, deeds: list[dict[str, Any]]) -> None:
    """Kill every deed at each of its points (or at every n-th), then let it end; prints how many kills each took."""
    from tests.kb.desk.crash_deed import do, whole

    found = []
    for deed in deeds:
        point, kills, done = 0, 0, False
        while not done and _killed_at(point, url, lambda desk, deed=deed: do(desk, deed)):
            point, kills = point + deed["every"], kills + 1
            done = whole(url, deed)
        assert whole(url, deed), "in the end it is done"
        found.append(kills)
    print(json.dumps(found))  # noqa: T201


def _killed_at(point: int, url: str, do: Callable[[Desk], None]) -> bool:
    """Whether a process was killed at this point; False if it came to its end before."""
    child = os.fork()
    if child == 0:
        try:
            desk = Desk(url)
            _kill_at(desk, point)
            do(desk)
        except BaseException as error:
            print(repr(error), file=sys.stderr)  # noqa: T201
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the deed failed by itself"
    return False


def _kill_at(desk: Desk, point: int) -> None:
    def pass_by(*_: object, **__: object) -> None:
        global _PASSED  # noqa: PLW0603
        if point == _PASSED:
            os.kill(os.getpid(), signal.SIGKILL)
        _PASSED += 1

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(desk.engine, name, pass_by)
    original = desk.engine.dialect.do_commit

    def commit(connection: Any) -> None:
        original(connection)
        pass_by()

    desk.engine.dialect.do_commit = commit  # type: ignore[method-assign]


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
