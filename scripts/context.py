"""Writes ontology/context.jsonld anew from the current release, after a property was added to the ontology."""

from __future__ import annotations

import json

from kb.graph.document import context
from kb.release import open_release
from kb.settings import settings

if __name__ == "__main__":
    shown = json.dumps(context(open_release(settings().releases).catalogue.store), ensure_ascii=False, indent=2)
    (settings().home / "ontology" / "context.jsonld").write_text(f"{shown}\n", "utf-8")
