"""One HTTP endpoint: kept connections, one for each thread, Basic or Digest sign-in, redirections not followed."""

from __future__ import annotations

import base64
import hashlib
import http.client
import secrets
import urllib.request
import weakref
from dataclasses import dataclass
from threading import local
from urllib.parse import urlsplit

from kb.errors import EndpointError

_SECONDS = 60.0


@dataclass(frozen=True)
class Reply:
    """Status and body of an answer."""

    status: int
    body: bytes


class Endpoint:
    """Sends requests to one address; raises EndpointError if it does not answer, or with an error of the server."""

    def __init__(self, url: str, user: str | None = None, password: str | None = None) -> None:
        self.url, self._user, self._password = url, user, password
        self._parts = urlsplit(url)
        if self._parts.scheme not in ("http", "https") or not self._parts.hostname:
            raise EndpointError(f"{url!r} is no address of an endpoint.", "Write http://host:port/path.")
        self._is_basic = False
        self._local = local()
        self._opened: set[http.client.HTTPConnection] = set()
        weakref.finalize(self, _close_all, self._opened)

    def send(self, method: str, query: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        """Send a request; ``query`` is added to the address. A connection that was closed meanwhile is opened anew."""
        for is_last in (False, True):
            try:
                return self._succeeded(self._once(method, query, body, headers))
            except (OSError, http.client.HTTPException) as error:
                self._drop()
                if is_last:
                    why = f"The endpoint {self.url} does not answer: {error}"
                    raise EndpointError(why, "Start it, or correct DREMPEL_SPARQL_URL.") from error
        raise AssertionError

    def _once(self, method: str, query: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        path = self._parts.path or "/"
        target = path + "?" * bool(query or self._parts.query) + "&".join(filter(None, (self._parts.query, query)))
        if not self._user or self._is_basic:
            known = {"Authorization": self._basic()} if self._is_basic else {}
            return self._exchange(method, target, body, {**headers, **known})[0]
        # the server says which sign-in it wants; it may close the connection before it has read a long body
        reply, challenge = self._exchange(method, target, body and b"", headers)
        if reply.status != 401:
            return self._exchange(method, target, body, headers)[0]
        self._is_basic = not challenge.lower().startswith("digest")
        signed = self._basic() if self._is_basic else self._digest(method, target, challenge)
        return self._exchange(method, target, body, {**headers, "Authorization": signed})[0]

    def _exchange(self, method: str, target: str, body: bytes | None, headers: dict[str, str]) -> tuple[Reply, str]:
        connection = self._connection()
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        return Reply(answer.status, answer.read()), answer.getheader("WWW-Authenticate", "")

    def _connection(self) -> http.client.HTTPConnection:
        """The connection of this thread."""
        kept: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if kept is None:
            kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
            kept = self._local.connection = kind(self._parts.hostname or "", self._parts.port, timeout=_SECONDS)
            self._opened.add(kept)
        return kept

    def _drop(self) -> None:
        broken: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if broken is not None:
            broken.close()
            self._opened.discard(broken)
            self._local.connection = None

    def _basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self._user}:{self._password or ''}".encode()).decode()

    def _digest(self, method: str, target: str, challenge: str) -> str:
        """The answer to a Digest challenge (RFC 2617, MD5 with qop=auth, as Virtuoso asks)."""
        asked = urllib.request.parse_keqv_list(urllib.request.parse_http_list(challenge.partition(" ")[2]))
        realm, nonce, once = asked.get("realm", ""), asked.get("nonce", ""), secrets.token_hex(16)
        who, what = _md5(f"{self._user}:{realm}:{self._password or ''}"), _md5(f"{method}:{target}")
        fields = {"username": self._user, "realm": realm, "nonce": nonce, "uri": target, "cnonce": once}
        fields |= {"response": _md5(f"{who}:{nonce}:00000001:{once}:auth:{what}"), "opaque": asked.get("opaque", "")}
        quoted = ", ".join(f'{name}="{value}"' for name, value in fields.items())
        return f"Digest {quoted}, nc=00000001, qop=auth, algorithm=MD5"

    def _succeeded(self, reply: Reply) -> Reply:
        if reply.status >= 400:
            said = reply.body.decode("utf-8", "replace").strip()[:300]
            raise EndpointError(f"The endpoint {self.url} answers {reply.status}: {said}", "Look into its log.")
        return reply


def _close_all(connections: set[http.client.HTTPConnection]) -> None:
    for connection in connections:
        connection.close()


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
