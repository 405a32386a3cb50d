# ruff: noqa: E501, ARG001  queries stay in one piece
"""SPARQL side by side in one run: this service, Oxigraph's own server, Virtuoso and rdflib-endpoint, over the grown base.

``scripts/bench sparql 1000000`` prints a table in Markdown: load, memory, and for one and sixteen clients the requests per
second, p50 and p99 of a mixture of six questions that pages and programs ask, then p50 of each of the eight questions.
Every server is up while another is measured; two rounds, of which the better one counts. Needs wrk; systems that are not
installed are left out.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from scripts.benchmarks import grow
from tests.test_engine import _INI, free_port

HOME = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
SECONDS, ROUNDS, CLIENTS = 8, 2, (1, 16)
JSON = "application/sparql-results+json"
FORMS = f"{JSON}, text/turtle;q=0.9"

_PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX def: <https://w3id.org/drempel/def#>
PREFIX dct: <http://purl.org/dc/terms/> PREFIX cv: <http://data.europa.eu/m8g/> PREFIX sssom: <https://w3id.org/sssom/>
PREFIX cpsv: <http://purl.org/vocab/cpsv#> PREFIX elm: <http://data.europa.eu/snb/model/elm/> """
QUESTIONS = {
    "label": 'SELECT ?q ?code ?level {{ ?q skos:prefLabel "{title}"@{lang} ; skos:notation ?code . OPTIONAL {{ ?q def:level ?level }} }}',
    "mappings": "SELECT ?m ?other ?relation ?status {{ {{ ?m sssom:subject_id <{q}> ; sssom:object_id ?other }} UNION "
    "{{ ?m sssom:object_id <{q}> ; sssom:subject_id ?other }} ?m sssom:predicate_id ?relation ; def:mappingStatus ?status }}",
    "units": "SELECT ?unit ?label ?kind {{ ?unit dct:isPartOf <{q}> ; a def:Unit ; def:unitKind ?kind . OPTIONAL {{ ?unit skos:prefLabel ?label }} }}",
    "card": "SELECT ?title ?amount ?value ?unit {{ <{p}> dct:title ?title . FILTER(LANG(?title) = 'nl') OPTIONAL {{ <{p}> cv:hasCost/cv:value ?amount }} "
    "OPTIONAL {{ <{p}> def:terms/def:period ?period . ?period def:value ?value ; def:unit ?unit }} }}",
    "path": "SELECT ?later ?label {{ <{q}> dct:isReplacedBy* ?later . ?later skos:prefLabel ?label }}",
    "construct": "CONSTRUCT {{ <{p}> ?a ?b . ?n ?c ?d }} {{ {{ <{p}> ?a ?b }} UNION {{ ?n def:partOf <{p}> ; ?c ?d }} }}",
    "aggregate": "SELECT ?authority (COUNT(?procedure) AS ?n) {{ ?procedure a cpsv:PublicService ; cv:hasCompetentAuthority ?authority }} "
    "GROUP BY ?authority ORDER BY DESC(?n) LIMIT 20",
    "contains": 'SELECT ?q ?label {{ ?q a elm:Qualification ; skos:prefLabel ?label . FILTER(CONTAINS(LCASE(STR(?label)), "{part}")) }} LIMIT 20',
}  # fmt: skip
INTERACTIVE = ("label", "mappings", "units", "card", "path", "construct")


@dataclass
class System:
    """A server: its address, process, seconds of loading, and what was measured."""

    name: str
    url: str
    pid: int = 0
    load: float = 0.0
    found: dict[str, str] = field(default_factory=dict)


def questions(store: Path, count: int = 400) -> dict[str, list[str]]:
    """Of each kind as many queries, with terms drawn from the store."""
    import pyoxigraph as ox

    opened, chance = ox.Store.read_only(str(store)), random.Random(7)
    about = "SELECT ?q ?t { ?q a <http://data.europa.eu/snb/model/elm/Qualification> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?t }"
    rows = sorted(
        (row["q"].value, row["t"].value, row["t"].language)
        for row in opened.query(about, use_default_graph_as_union=True)
    )
    found = opened.query(
        "SELECT ?p { ?p a <http://purl.org/vocab/cpsv#PublicService> }", use_default_graph_as_union=True
    )
    procedures = sorted(row["p"].value for row in found)
    made: dict[str, list[str]] = {}
    for name, text in QUESTIONS.items():
        for _ in range(count):
            q, title, lang = chance.choice(rows)
            values = {
                "q": q,
                "title": title.replace('"', '\\"'),
                "lang": lang,
                "p": chance.choice(procedures),
                "part": title.lower()[-8:].replace('"', ""),
            }
            made.setdefault(name, []).append(_PREFIXES + text.format(**values))
    return made


@contextmanager
def server(command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[int]:
    """A process that listens; its number."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        cwd=HOME,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(6000):
            if process.poll() is not None:
                raise RuntimeError(f"{command} ended")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def ours(stack: ExitStack, store: Path, folder: Path) -> System:
    """This service with all limits on; the rate limit is set so high that one machine may ask for all."""
    dist = folder / f"dist-{store.name}"
    release = dist / "grown.1"
    if not release.exists():
        release.mkdir(parents=True)
        for name in ("manifest.json", "search.sqlite", "stats.json"):
            shutil.copy(HOME / "dist" / "current" / name, release)
        (release / "store").symlink_to(store)
        (dist / "current").symlink_to("grown.1")
    port = free_port()
    settings = {"DREMPEL_DIST": str(dist), "DREMPEL_SPARQL_WORKERS": "1", "DREMPEL_SPARQL_PER_MINUTE": "10000000"}
    command = [str(BIN / "drempel"), "serve", "--port", str(port), "--workers", "2"]
    pid = stack.enter_context(server(command, port, settings))
    return System("this service, 2 processes", f"http://127.0.0.1:{port}/sparql", pid)


def oxigraph(stack: ExitStack, store: Path, folder: Path) -> System:
    """The measure: the same engine behind its own server, without limits."""
    port = free_port()
    command = [
        str(BIN / "oxigraph"),
        "serve-read-only",
        "--location",
        str(store),
        "--bind",
        f"127.0.0.1:{port}",
        "--union-default-graph",
    ]
    return System(
        "oxigraph serve-read-only", f"http://127.0.0.1:{port}/query", stack.enter_context(server(command, port))
    )


def virtuoso(stack: ExitStack, store: Path, folder: Path) -> System:
    """Loaded by its own bulk loader."""
    place, port, sql = Path(tempfile.mkdtemp(dir=folder)), free_port(), free_port()
    ini = (
        _INI.format(folder=place, sql=sql, port=port)
        .replace("DirsAllowed = .", f"DirsAllowed = {folder}")
        .replace("NumberOfBuffers = 40000", "NumberOfBuffers = 170000")
    )
    (place / "virtuoso.ini").write_text(ini, "utf-8")
    pid = stack.enter_context(server(["virtuoso-t", "+foreground", "+configfile", str(place / "virtuoso.ini")], port))
    stack.callback(shutil.rmtree, place, ignore_errors=True)
    start = time.perf_counter()
    text = folder / f"{store.name.replace('store', 'graph')}.nq"
    script = f"ld_dir('{text.parent}', '{text.name}', 'urn:x'); rdf_loader_run(); checkpoint;"
    subprocess.run(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={script}"], check=True, capture_output=True)
    return System("Virtuoso 7.2", f"http://127.0.0.1:{port}/sparql", pid, time.perf_counter() - start)


def rdflib_endpoint(kind: str, stack: ExitStack, store: Path, folder: Path) -> System:
    """rdflib-endpoint over a graph in memory: rdflib's own, or Oxigraph's through oxrdflib."""
    port = free_port()
    text = folder / f"{store.name.replace('store', 'graph')}.nq"
    program = (
        "import uvicorn\nfrom rdflib import Dataset\nfrom rdflib_endpoint import SparqlEndpoint\n"
        f"graph = Dataset(store='{kind}', default_union=True)\ngraph.parse('{text}', format='{'ox-nq' if kind == 'Oxigraph' else 'nquads'}')\n"
        f"uvicorn.run(SparqlEndpoint(graph=graph, path='/'), port={port}, log_level='error')\n"
    )
    start = time.perf_counter()
    pid = stack.enter_context(server([sys.executable, "-c", program], port))
    return System(
        f"rdflib-endpoint, {'oxrdflib' if kind == 'Oxigraph' else 'rdflib'}",
        f"http://127.0.0.1:{port}/",
        pid,
        time.perf_counter() - start,
    )


def press(system: System, asked: list[str], clients: int, folder: Path) -> tuple[float, float, float, float]:
    """Requests per second, p50 and p99 in milliseconds, and microseconds of processor time for each request.

    The last tells systems apart also on a machine that has other work, since it does not depend on who gets the cores.
    """
    script = folder / "ask.lua"
    path = urlsplit(system.url).path
    texts = ",\n".join(json.dumps(f"{path}?query={quote(text)}") for text in asked)
    script.write_text(
        f"local paths = {{{texts}}}\nlocal i = math.random(#paths)\n"
        f'request = function() i = i % #paths + 1; return wrk.format("GET", paths[i], {{["Accept"] = "{FORMS}"}}) end\n', "utf-8",
    )  # fmt: skip
    address = system.url.removesuffix(path) if path != "/" else system.url
    command = [
        "wrk",
        "-t1",
        f"-c{clients}",
        f"-d{SECONDS}s",
        "--timeout",
        "60s",
        "--latency",
        "-s",
        str(script),
        address,
    ]
    busy = processor(system.pid)
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    busy = processor(system.pid) - busy
    if "Non-2xx" in told:
        print(system.name, re.search(r"Non-2xx.*", told)[0], file=sys.stderr)  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]
    count = int(re.search(r"(\d+) requests in", told)[1])  # type: ignore[index]
    return rate, _ms(told, "50%"), _ms(told, "99%"), busy / max(count, 1) * 1e6


def _ms(told: str, share: str) -> float:
    value, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s|m)", told).groups()  # type: ignore[union-attr]
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def once(system: System, asked: list[str], most: int = 40, budget: float = 8.0) -> float:
    """Median of single questions in milliseconds."""
    parts = urlsplit(system.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
    times: list[float] = []
    end = time.perf_counter() + budget
    for text in asked[:most]:
        start = time.perf_counter()
        connection.request("GET", f"{parts.path}?query={quote(text)}", headers={"Accept": FORMS})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            return float("nan")
        times.append((time.perf_counter() - start) * 1000)
        if time.perf_counter() > end:
            break
    return statistics.median(times)


def _family(pid: int) -> set[int]:
    """A process and all below it."""
    found = {pid}
    for _ in range(3):
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                if int(stat.read_text().rpartition(")")[2].split()[1]) in found:
                    found.add(int(stat.parent.name))
    return found


def processor(pid: int) -> float:
    """Seconds of processor time that a process and its children have taken."""
    ticks = 0
    for each in _family(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """Megabytes that a process and its children hold."""
    held = 0
    for each in _family(pid):
        try:
            found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{each}/smaps_rollup").read_text())
            held += int(found[1]) if found else 0
        except OSError:
            continue
    return held // 1024


def main(triples: int = 1_000_000, without: str = "", folder: Path | None = None) -> None:
    """Measure and print; ``without`` names systems to leave out, with commas."""
    folder = folder or Path(tempfile.gettempdir()) / "drempel-bench"
    store = grow.store(HOME / "dist" / "current" / "graph.nq.gz", triples, folder)
    asked = questions(store)
    mixture = [text for group in zip(*(asked[name] for name in INTERACTIVE), strict=True) for text in group]
    makers = {"ours": ours, "oxigraph": oxigraph, "virtuoso": virtuoso,
              "rdflib": lambda *given: rdflib_endpoint("default", *given),
              "oxrdflib": lambda *given: rdflib_endpoint("Oxigraph", *given)}  # fmt: skip
    with ExitStack() as stack:
        systems = [make(stack, store, folder) for name, make in makers.items() if name not in without.split(",")]
        best: dict[tuple[str, int], tuple[float, ...]] = {}
        for _ in range(ROUNDS):
            for clients in CLIENTS:
                for system in systems:
                    found = press(system, mixture, clients, folder)
                    best[system.name, clients] = max(best.get((system.name, clients), (0.0,)), found)
        print(f"\n{triples} triples; load of the machine {os.getloadavg()[0]:.1f}\n")
        print(
            "| system | load s | MB | 1 client /s | p50 | p99 | CPU µs | 16 clients /s | p50 | p99 | CPU µs | of oxigraph |"
        )
        print(f"|{'---|' * 12}")
        measure = best.get(("oxigraph serve-read-only", 16), (1.0,))[0]
        for system in systems:
            one, many = best[system.name, 1], best[system.name, 16]
            cells = [f"{system.load:.1f}" if system.load else "-", str(memory(system.pid))]
            cells += [f"{value:.4g}" for value in (*one, *many)]
            print(f"| {system.name} | {' | '.join(cells)} | {many[0] / measure:.2f} |", flush=True)
        print(f"\n| system | {' | '.join(QUESTIONS)} |\n|---|{'---|' * len(QUESTIONS)}")
        for system in systems:
            print(
                f"| {system.name} | {' | '.join(f'{once(system, asked[name]):.3g}' for name in QUESTIONS)} |",
                flush=True,
            )


if __name__ == "__main__":
    main(*(int(each) if each.isdigit() else each for each in sys.argv[1:]))  # type: ignore[arg-type]
