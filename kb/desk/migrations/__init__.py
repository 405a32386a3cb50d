"""The schema of the desk and every step to it, run by Alembic."""
