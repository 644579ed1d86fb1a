"""Packages of terms, and what happened to them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "archive_package",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "retention",
            sa.Enum(
                "permanent",
                "sealed-six-months",
                name="retention",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("kib", sa.Integer(), nullable=False),
        sa.Column("built_at", sa.String(length=27), nullable=False),
        sa.Column("foreign", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_package")),
        sa.UniqueConstraint("manifest_sha256", name=op.f("uq_archive_package_manifest_sha256")),
    )
    op.create_table(
        "archive_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "creation",
                "ingestion",
                "information package creation",
                "message digest calculation",
                "digital signature generation",
                "fixity check",
                "validation",
                "replication",
                "recovery",
                "deletion",
                "encryption",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "success",
                "fail",
                "warning",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"], ["archive_package.id"], name=op.f("fk_archive_event_package_id_archive_package")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_event")),
    )
    op.create_index(op.f("ix_archive_event_package_id"), "archive_event", ["package_id"])
