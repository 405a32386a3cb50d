"""Drempel: what a vocational diploma is worth across the border, and how it is recognised."""
