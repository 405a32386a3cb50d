"""The service: ``drempel reload``, ``doctor``."""

from __future__ import annotations

import os
import signal

from kb.cli.terminal import AsJson, app, out
from kb.errors import DrempelError, NotBuiltError
from kb.settings import settings


@app.command()
def reload(as_json: AsJson = False) -> None:
    """Tell the running server to open the current release now, if it is sound (it looks every second by itself)."""
    from kb.release import open_release

    release = open_release(settings().releases)
    release.verify()
    file = settings().releases / "serve.pid"
    try:
        os.kill(int(file.read_text("utf-8")), signal.SIGHUP)
    except (OSError, ValueError) as error:
        raise NotBuiltError(f"No server runs over {settings().releases}: {error}", "Run: drempel serve") from error
    out({"data_version": release.version}, as_json, f"version {release.version}")


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check release, engine, settings and system; exit code 1 if something keeps the service from working."""
    from kb.doctor import examine

    found = examine()
    lines = [f"{each.state:<5} {each.subject}: {each.said}" for each in found]
    out([each.as_json() for each in found], as_json, "\n".join(lines))
    if any(each.state == "bad" for each in found):
        raise DrempelError("Something keeps the service from working.", "See the lines marked bad.")
