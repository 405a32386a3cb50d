"""The authorisation desk: ``drempel sign`` on one's own machine, ``drempel desk ...`` on the server."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.cli.terminal import AsJson, Output, app, out, put, release
from kb.desk.database import Desk
from kb.errors import DrempelError
from kb.settings import settings

desk_app = typer.Typer(no_args_is_help=True, help="The desk at which two countries sign statements.")
app.add_typer(desk_app, name="desk")

Key = Annotated[Path, typer.Option("--key", help="The file of the private key; it stays on this machine.")]
Passphrase = Annotated[
    str, typer.Option(envvar="DREMPEL_PASSPHRASE", help="Of the private key; asked for if it is not given.")
]
Url = Annotated[str | None, typer.Option("--url", help="Database; that of the settings if none.")]


@app.command()
def sign(
    document: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The frozen document of the desk.")],
    key: Key,
    output: Output = None,
    passphrase: Passphrase = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether the document was read.")] = False,
) -> None:
    """Sign a frozen document, offline, with a key that never leaves this machine."""
    from kb.desk import detached, keyfile
    from kb.desk.database import now

    data = document.read_bytes()
    frozen = detached.read_document(data)
    told = "\n".join(
        [f"{frozen['statement']}, version {frozen['version']}: {frozen['subject']}"]
        + [f"  {side['jurisdiction']}: {side['qualification']} {side['record']['title']}" for side in frozen["sides"]]
        + [f"  review by {frozen['review_by']}, data {frozen['data_version']}", f"  {frozen['meaning']}"]
    )
    if not yes:
        typer.echo(told, err=True)
        typer.confirm("I have read the document and sign it for my organisation", abort=True, err=True)
    private = keyfile.load(key, passphrase or _asked(key))
    put(detached.sign(data, private, now()).model_dump_json(indent=1) + "\n", output)


def _asked(key: Path) -> str:
    if b"ENCRYPTED" not in key.read_bytes():
        return ""
    return str(typer.prompt("Passphrase", hide_input=True, err=True))


@desk_app.command("new-key")
def new_key(
    output: Annotated[Path, typer.Option("-o", help="A new file for the private key.")],
    passphrase: Passphrase = "",
) -> None:
    """Make a key pair on this machine; prints the public key, which is entered at the desk."""
    from kb.desk import keyfile

    print(keyfile.make(output, passphrase))  # noqa: T201


@desk_app.command("check-statement")
def check_statement(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An exported statement.")],
    keys: Annotated[Path, typer.Option("--keys", exists=True, dir_okay=False, help="The published public keys.")],
    as_json: AsJson = False,
) -> None:
    """Verify an exported statement offline: both signatures, over exactly this document, with published keys."""
    from kb.read.signed import faults

    export = _json(file)
    wrong = faults(export, _json(keys))
    told = wrong or [f"Signed by both sides. State when it was exported: {export['state']}."]
    out({"holds": not wrong, "faults": wrong, "state": export.get("state")}, as_json, "\n".join(told))
    raise SystemExit(1 if wrong else 0)


@desk_app.command()
def credentials(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An exported statement.")],
    output: Output = None,
) -> None:
    """The signatures of an exported statement as W3C Verifiable Credentials."""
    from kb.desk.exporting import credentials as of_export

    put(json.dumps(of_export(_json(file)), ensure_ascii=False, indent=1) + "\n", output)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        raise DrempelError("The file is no JSON.", "Send the file as it was written.") from error


@desk_app.command()
def init(url: Url = None) -> None:
    """Make the database of the desk: the file below the home, or a PostgreSQL database that is there and empty."""
    from kb.desk.database import desk_file
    from kb.desk.migrations import revision

    address = url or settings().desk_url
    if address is None:
        desk_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        address = f"sqlite:///{desk_file()}"
    desk = Desk(address)
    revision.migrate(desk.engine)
    out(None, False, f"The desk is ready, schema {revision.of(desk.engine)}.")


@desk_app.command()
def migrate(url: Url = None) -> None:
    """Bring the database to the newest schema; make a backup before."""
    from kb.desk.migrations import revision

    desk = _unchecked(url)
    before = revision.of(desk.engine)
    revision.migrate(desk.engine)
    out(None, False, f"Schema {before} -> {revision.of(desk.engine)}.")


def _unchecked(url: str | None) -> Desk:
    from kb.desk.database import address
    from kb.desk.refusal import DeskOffError

    found = url or address()
    if found is None:
        raise DeskOffError("The desk is not in use here.", "Run: drempel desk init")
    return Desk(found)


def _desk() -> Desk:
    from kb.desk.database import open_desk

    return open_desk()


@desk_app.command()
def backup(output: Annotated[Path, typer.Option("-o", help="The file to write.")]) -> None:
    """Write everything into one file, as it stands at one moment. It holds personal data: keep it as the database."""
    from kb.desk.backup import backup as write

    out(None, False, f"{write(_desk(), output)} rows in {output}.")


@desk_app.command()
def restore(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], url: Url = None) -> None:
    """Fill an empty database from a backup, whole or not at all, and verify it."""
    from kb.desk.backup import restore as read

    out(None, False, f"{read(_unchecked(url), file)} rows restored; the desk is whole.")


@desk_app.command()
def verify(
    head: Annotated[str | None, typer.Option(help="Number and hash that were noted before, 12:ab...")] = None,
    as_json: AsJson = False,
) -> None:
    """Hold the audit log, every frozen document, signature and state against one another; prints the head to note."""
    from kb.desk.audit import head as newest
    from kb.desk.integrity import faults

    desk = _desk()
    wrong = faults(desk, head)
    with desk.reading() as session:
        now = newest(session)
    out({"faults": wrong, "head": now}, as_json, "\n".join(wrong or [f"The desk is whole. Head of the log: {now}"]))
    raise SystemExit(1 if wrong else 0)


@desk_app.command()
def lapse(as_json: AsJson = False) -> None:
    """Hold every statement against the built release and the day; once a day and after every build."""
    from kb.desk.lapsing import check

    found = {key: [each.as_json() for each in why] for key, why in check(_desk(), release()).items()}
    lines = [f"{key}: {', '.join(each['reason'] for each in why)}" for key, why in found.items()]
    out(found, as_json, "\n".join(lines) or "Nothing lapsed.")


@desk_app.command()
def publish(
    examples: Annotated[bool, typer.Option(help="Examples too, marked as such.")] = False,
    home: Annotated[Path | None, typer.Option("-o", help="Home of the facts; that of the settings if none.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write what both sides signed into mappings/authorisations.tsv, for the next build."""
    from kb.desk.publishing import publish as write
    from kb.desk.role import OPERATOR

    found = write(_desk(), OPERATOR, home or settings().home, examples=examples)
    out([row.model_dump(mode="json") for row in found], as_json, f"{len(found)} statement(s) written.")


@desk_app.command()
def notify(as_json: AsJson = False) -> None:
    """Send the notices that are due, by mail and webhook as far as they are switched on."""
    from kb.desk.sending import send

    done = send(_desk())
    out(done, as_json, f"mailed: {done['mailed_at']}, webhooks: {done['hooked_at']}, failed: {done['failed']}")


@desk_app.command("add-organisation")
def add_organisation(
    key: str,
    name: str,
    jurisdiction: str,
    lang: Annotated[str, typer.Option(help="Language of its notices.")] = "en",
    mail: Annotated[str | None, typer.Option(help="A functional mailbox.")] = None,
    webhook: Annotated[str | None, typer.Option(help="https address for notices.")] = None,
) -> None:
    """Enter an organisation; prints the secret of its webhook, once."""
    from kb.desk.office import add_organisation as add
    from kb.desk.role import OPERATOR

    secret = add(_desk(), OPERATOR, key, name, jurisdiction, lang, mail=mail, webhook=webhook)
    out(None, False, secret or f"{key} is entered.")


@desk_app.command("add-mandate")
def add_mandate(
    organisation: str,
    jurisdiction: str,
    document: Annotated[str, typer.Argument(help="By which document, with its date and number.")],
    since: str,
    until: Annotated[str | None, typer.Option(help="Its last day.")] = None,
    sectors: Annotated[str, typer.Option(help="Broad fields of ISCED-F, 07|09; * for all.")] = "*",
) -> None:
    """Enter for whom an organisation may sign, by which document, from when to when."""
    from kb.desk.office import add_mandate as add
    from kb.desk.role import OPERATOR

    number = add(
        _desk(), OPERATOR, organisation, jurisdiction, sectors, document, _day(since), _day(until) if until else None
    )
    out(None, False, f"Mandate {number}.")


@desk_app.command("end-mandate")
def end_mandate(number: int, until: str) -> None:
    """Set the last day of a mandate."""
    from kb.desk.office import end_mandate as end
    from kb.desk.role import OPERATOR

    end(_desk(), OPERATOR, number, _day(until))
    out(None, False, f"Mandate {number} ends on {until}.")


@desk_app.command("add-person")
def add_person(
    organisation: str,
    login: str,
    name: str,
    role: Annotated[list[str], typer.Option(help="editor, reviewer, signatory or administrator.")],
    mail: Annotated[str | None, typer.Option()] = None,
    password: Annotated[str, typer.Option(envvar="DREMPEL_PASSWORD", prompt=True, hide_input=True)] = "",
) -> None:
    """Enter a person with roles; prints the pseudonym by which the log knows them."""
    from kb.desk import office
    from kb.desk.role import OPERATOR

    desk = _desk()
    person = office.add_person(desk, OPERATOR, organisation, login, name, password, mail=mail)
    for each in role:
        office.grant(desk, OPERATOR, person, each)
    out(None, False, person)


@desk_app.command("confirm-key")
def confirm_key(key: str) -> None:
    """Confirm a key after its owner has been asked by another way."""
    from kb.desk.office import confirm_key as confirm
    from kb.desk.role import OPERATOR

    confirm(_desk(), OPERATOR, key)
    out(None, False, "Confirmed.")


@desk_app.command("export-person")
def export_person(person: str, output: Output = None) -> None:
    """Everything about one person, as JSON."""
    from kb.desk.privacy import export
    from kb.desk.role import OPERATOR

    put(json.dumps(export(_desk(), OPERATOR, person), ensure_ascii=False, indent=1) + "\n", output)


@desk_app.command("erase-person")
def erase_person(person: str) -> None:
    """Delete what names a person; the log and the signatures stay, under the pseudonym."""
    from kb.desk.privacy import erase
    from kb.desk.role import OPERATOR

    erase(_desk(), OPERATOR, person)
    out(None, False, "Erased.")


@desk_app.command()
def demo(url: Url = None, as_json: AsJson = False) -> None:
    """Fill an empty database with examples: invented organisations, marked as such, and keys that nobody keeps."""
    from kb.desk.demo import fill

    told = fill(_unchecked(url), release())
    out(told, as_json, "\n".join(f"{name}: {value}" for name, value in told.items()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DrempelError("{text!r} is not a date.", "Write YYYY-MM-DD.", text=text) from error
