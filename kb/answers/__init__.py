"""Answers: what a qualification is worth in a host, composed from the graph and the law."""
