"""Versions and change: ``drempel versions``, ``diff``, ``impact``."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.terminal import AsJson, Lang, Output, app, out, put, release
from kb.settings import settings


@app.command()
def versions(as_json: AsJson = False) -> None:
    """The versions that are kept, the newest first."""
    from kb import history

    served = release().version
    found = history.versions(settings().releases)
    out(found, as_json, "\n".join(f"{each}{'  current' if each == served else ''}" for each in found))


@app.command()
def diff(
    since: Annotated[str, typer.Argument(help="The earlier version; see drempel versions.")] = "",
    version: Annotated[str, typer.Argument(help="The later version; the current one if none.")] = "",
    profession: Annotated[str, typer.Option(help="Only what concerns it: nl/nurse-general-care ...")] = "",
    authority: Annotated[str, typer.Option(help="Only what concerns it: nl/duo ...")] = "",
    country: Annotated[str, typer.Option(help="Only there: nl, de-nw, be ...")] = "",
    qualification: Annotated[str, typer.Option(help="Only what concerns it: nl-crebo:25655 ...")] = "",
    form: Annotated[str, typer.Option("--format", help="text, or patch for an RDF patch.")] = "text",
    lang: Lang = "en",
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """What changed between two kept versions, in words or as an RDF patch."""
    from kb.answers.changes import wanted
    from kb.answers.feed import difference, difference_patch, pair
    from kb.answers.feed_text import difference_text
    from kb.answers.question import choose

    served, folder = release(), settings().releases
    earlier, later = pair(folder, since, version)
    if choose("format", form, ("text", "patch")) == "patch":
        put(difference_patch(folder, earlier, later), output)
        return
    chosen = wanted(served.catalogue, profession, authority, country, qualification)
    found = difference(served, folder, earlier, later, lang, chosen)
    out(found, as_json, difference_text(found, lang)) if output is None else put(difference_text(found, lang), output)


@app.command()
def impact(
    source: Annotated[str, typer.Argument(help="Key, address, or number of a law: nl/wet-big, BWBR0006251 ...")],
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Everything that rests on one law or page, for the day on which it changes."""
    from kb.answers.feed_text import impact_text
    from kb.answers.impact import impact as compose

    found = compose(release(), source, lang)
    out(found, as_json, impact_text(found, lang))
