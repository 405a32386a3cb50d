"""Benchmarks: side by side in one run, printed, never part of the tests."""
