"""Candidates for mappings, with a score and the evidence: proposals to a reviewer, never served as fact."""
