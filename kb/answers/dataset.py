"""The description of the data set: DCAT 3 for catalogues, VoID for clients of linked data."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kb.answers.service import GRAPHS
from kb.graph import names
from kb.graph.guarded import TRIPLES
from kb.graph.names import RDF_TYPE, term
from kb.model.text import LANGUAGES
from kb.release import Release
from kb.settings import settings
from kb.wording import translator

DUMPS = {
    "graph.nq.gz": ("application/n-quads", "The whole graph as N-Quads"),
    "stats.json": ("application/json", "Statistics of the facts"),
    "manifest.json": ("application/json", "Version and counts"),
    "SHA256SUMS": ("text/plain", "Checksums of the files of the release"),
}
"""Files of a release that anybody may fetch: media type and what they hold."""

_DCAT, _VOID = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_TITLE = "Recognition of vocational qualifications between the Netherlands, Germany and Belgium"
_ABOUT = "Qualifications, comparisons, procedures, authorities and rules of law, each with source and date."
_PREFIXES = {"dcat": _DCAT, "void": _VOID, "dct": names.PREFIXES["dct"], "owl": names.PREFIXES["owl"]}

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def dataset(release: Release, site: str, media: str) -> bytes:
    """The description in a format of triples; ``site`` is the address of this server, without a slash at its end."""
    triples = [ox.Triple(*each) for part in (_data, _files, _subsets) for each in part(release, site)]
    return ox.serialize(triples, format=TRIPLES[media], prefixes=_PREFIXES) or b""


def _data(release: Release, site: str) -> Iterator[Triple]:
    data = _node(site)
    yield data, RDF_TYPE, _void("Dataset")
    yield data, RDF_TYPE, _dcat("Dataset")
    for language in LANGUAGES:
        say = translator(language)
        yield data, term("dct:title"), ox.Literal(say(_TITLE), language=language)
        yield data, term("dct:description"), ox.Literal(say(_ABOUT), language=language)
    yield data, term("dct:license"), ox.NamedNode(_LICENCE)
    yield data, term("owl:versionInfo"), ox.Literal(release.version)
    yield data, _void("triples"), ox.Literal(release.manifest.quads)
    yield data, _void("uriSpace"), ox.Literal(settings().base)
    yield data, _void("sparqlEndpoint"), ox.NamedNode(f"{site}/sparql")
    yield data, _void("exampleResource"), names.iri("procedure", "nl/big-automatic")
    for name in ("skos", "elm", "cpsv", "cv", "eli", "prov", "sssom", "dct"):
        yield data, _void("vocabulary"), ox.NamedNode(names.PREFIXES[name])


def _files(release: Release, site: str) -> Iterator[Triple]:
    for name, (media, sentence) in DUMPS.items():
        if not (release.folder / name).is_file():
            continue
        file, address = ox.NamedNode(f"{site}/.well-known/void#{name}"), ox.NamedNode(f"{site}/dumps/{name}")
        yield _node(site), _dcat("distribution"), file
        yield file, RDF_TYPE, _dcat("Distribution")
        yield file, _dcat("downloadURL"), address
        yield file, _dcat("accessURL"), ox.NamedNode(f"{site}/dumps/")
        yield file, _dcat("byteSize"), ox.Literal((release.folder / name).stat().st_size)
        yield file, _dcat("mediaType"), ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media}")
        yield file, term("dct:license"), ox.NamedNode(_LICENCE)
        for language in LANGUAGES:
            yield file, term("dct:title"), ox.Literal(translator(language)(sentence), language=language)
        if name == "graph.nq.gz":
            yield _node(site), _void("dataDump"), address


def _subsets(release: Release, site: str) -> Iterator[Triple]:
    sizes = (release.figures or {}).get("graphs", {})
    for name, sentence in GRAPHS.items():
        if name not in sizes:
            continue
        part = ox.NamedNode(f"{site}/.well-known/void#graph-{name}")
        yield _node(site), _void("subset"), part
        yield part, RDF_TYPE, _void("Dataset")
        yield part, _void("triples"), ox.Literal(sizes[name])
        yield part, term("dct:source"), names.graph(name)
        for language in LANGUAGES:
            yield part, term("dct:title"), ox.Literal(translator(language)(sentence), language=language)


def _node(site: str) -> ox.NamedNode:
    return ox.NamedNode(f"{site}/.well-known/void#dataset")


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)


def _dcat(name: str) -> ox.NamedNode:
    return ox.NamedNode(_DCAT + name)
