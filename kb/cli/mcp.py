"""The base for language models: ``drempel mcp`` serves five tools over the Model Context Protocol."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from kb.answers.present import Shown
from kb.cli import tool
from kb.cli.terminal import app, release
from kb.errors import DrempelError

_INSTRUCTIONS = """What a vocational diploma of the Netherlands, Germany or Belgium is worth across the border.
Every answer names its sources and the data version: pass both on. Where "abstains" is true, the base does not know:
say so, name whom to ask, and fill nothing in. An unknown is never a no. A comparison of qualifications, an occupation
mapping, a level and a legal effect are four different things. Only the competent authority decides."""


@app.command()
def mcp() -> None:
    """Serve find, worth, compare, roadmap and sparql to a language model, over standard input and output."""
    server().run("stdio")


def server() -> Any:
    """The server with its tools; raises DrempelError where the package is not installed, NotBuiltError without data."""
    try:
        from mcp.server import MCPServer
    except ImportError as error:
        raise DrempelError("The Model Context Protocol is not installed.", "Run: pip install 'drempel[mcp]'") from error
    served = release()
    made = MCPServer("drempel", version=served.version, instructions=_INSTRUCTIONS, log_level="WARNING")
    for function in tool.tools(served):
        made.tool()(_told(function))
    return made


def _told(function: Callable[..., Shown]) -> Callable[..., Shown]:
    """A tool whose errors say what is wrong and what to write instead, as everywhere."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Shown:
        try:
            return function(*arguments, **named)
        except DrempelError as error:
            raise ToolError(str(error)) from error

    return call
