"""The register of issued documents, reports of errors, and sign-in by OpenID Connect."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Three tables, and a column of the personal data."""
    op.create_table(
        "error_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("data_version", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("settled_at", sa.String(length=20), nullable=True),
        sa.Column("settled_by", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_error_report"),
    )
    op.create_table(
        "issued_document",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("data_version", sa.String(length=120), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("issued_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_issued_document"),
    )
    op.create_index("ix_issued_document_id", "issued_document", ["id"], unique=False)
    op.create_table(
        "reporter",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["error_report.id"], name="fk_reporter_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_reporter"),
    )
    with op.batch_alter_table("personal_data") as table:
        table.add_column(sa.Column("subject", sa.String(length=300), nullable=True))
        table.create_unique_constraint("uq_personal_data_subject", ["subject"])
