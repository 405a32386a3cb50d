"""Which schema a database has, and the way to the newest."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_HERE = Path(__file__).parent


def of(engine: Engine) -> str | None:
    """The schema of a database; None if it has none yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The schema that this program works with."""
    return str(ScriptDirectory(str(_HERE)).get_current_head())


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring a database to a schema, in one transaction for each step."""
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    with engine.execution_options(drempel_writes=True).connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        connection.commit()
