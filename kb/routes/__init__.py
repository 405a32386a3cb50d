"""The law as pure functions: from a case to a route, with the articles relied on. No files, no RDF."""
