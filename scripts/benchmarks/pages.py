"""Pages for people on one core: server time of each kind, and how large the start page is before and after packing."""

from __future__ import annotations

import http.client
import os

from scripts.benchmarks.main import WORTH, _median, _server

PORT = 8793
PAGES = {
    "worth": [path.replace("/api/v1", "") for path in WORTH],
    "home": ["/?lang=nl"],
    "search": ["/search?q=verpleeg&lang=de", "/search?q=elektro&lang=nl"],
    "qualification": ["/qualifications/nl-crebo/25655?lang=fr"],
    "compare": ["/compare?a=nl-crebo:25656&b=de-beruf:pflegefachmann&lang=en"],
    "roadmap": ["/roadmap?qualification=nl-crebo:25737&host=de-nw&mode=self-employed&lang=de"],
    "authorities": ["/authorities?lang=nl"],
    "quality": ["/quality?lang=en"],
}
FIRST = ("/?lang=nl", "/static/drempel.css", "/static/font/atkinson-hyperlegible-next.woff2", "/static/suggest.js")


def main() -> None:
    """Print the medians in milliseconds and the weight of the start page."""
    serve = ["-m", "kb.cli", "serve", "--port", str(PORT)]
    with _server(serve, dict(os.environ), PORT, "/readyz"):
        for name, paths in PAGES.items():
            print(f"{name:<16}{_median(PORT, paths):8.2f} ms median")
        sizes = [_size(path) for path in FIRST]
        print(f"start page with style, script and font: {sum(sizes) / 1000:.1f} kB over the wire")


def _size(path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
    connection.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "br"})
    return len(connection.getresponse().read())


if __name__ == "__main__":
    main()
