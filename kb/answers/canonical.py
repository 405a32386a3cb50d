"""One JSON form for library, command line and HTTP: the same answer is the same bytes."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """Indented JSON in UTF-8, keys in the order of the records, ended by a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
