"""Settings, from the environment (``DREMPEL_...``) or a ``.env`` file in the working directory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """``home`` holds ontology/, shapes/, mappings/ and kb/data; ``dist`` takes the releases that are built, of
    which the newest ``keep`` stay."""

    model_config = SettingsConfigDict(env_prefix="DREMPEL_", env_file=".env", extra="ignore")

    base: str = "https://w3id.org/drempel/"
    site: str = "https://w3id.org/drempel/"
    """Address of the service, as it stands in documents: their QR codes lead to <site>/verify/<name>."""
    funding: str = ""
    """A line on who pays for the project, printed in documents; none if empty."""
    export_documents: int = 200
    """How many files ``/api/v1/export`` puts into one zip at most."""
    home: Path = Path(__file__).resolve().parent.parent
    dist: Path | None = None
    keep: int = 5
    report_to: str = ""
    """Where readers may write about errors in the facts, beside the form of the desk; none if empty."""
    sparql_url: str | None = None
    """A SPARQL 1.1 endpoint that answers in the place of the embedded store; ``drempel load`` fills it."""
    sparql_user: str | None = None
    sparql_password: str | None = None
    """The sign-in of that endpoint, and of the Graph Store address that ``drempel load`` writes to."""
    sparql_seconds: float = 10.0
    sparql_megabytes: int = 2048
    sparql_workers: int = 2
    """Processes that answer ``/sparql``, for each process of the server."""
    sparql_rows: int = 100_000
    sparql_bytes: int = 64 << 20
    sparql_patience: float = 10.0
    """Seconds that a query waits for a free worker."""
    sparql_queue: int = 64
    """Queries that may wait; more are told to come back."""
    sparql_per_minute: int = 1200
    """Queries of one client in a minute, for each process of the server; 0: no limit."""
    request_bytes: int = 2 << 20
    """The largest body of a request that is read."""
    trusted_proxies: str = ""
    """Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, with commas."""
    log: Literal["json", "off"] = "json"
    """One line of JSON for each request on standard error."""
    log_queries: bool = False
    """Write the texts of queries and the search words into the log."""
    desk_url: str | None = None
    """Database of the desk, ``postgresql+psycopg://...`` or ``sqlite:///...``; none: the file of ``desk init``."""
    desk_insecure_cookie: bool = False
    """Let the session cookie of the desk travel without TLS: for a try on one's own machine only."""
    desk_smtp: str | None = None
    """``host:port`` of a mail server for notices; none: no mail."""
    desk_mail_from: str = "desk@localhost"
    desk_webhooks: bool = False
    """Send notices to the webhooks of organisations."""

    @property
    def releases(self) -> Path:
        """The folder of the built releases."""
        return self.dist or self.home / "dist"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
