"""The web side of Drempel: pages, JSON API and SPARQL over one release. It speaks; ``kb`` knows."""
