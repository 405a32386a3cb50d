"""Importers: compiled fact tables of one country to the register tables in ``kb/data/registers``."""
