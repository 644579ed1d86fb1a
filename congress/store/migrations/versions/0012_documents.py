"""Documents of a congress with their metadata."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column(
            "secrecy",
            sa.Enum(
                "internal",
                "secret",
                "top-secret",
                "most-secret",
                name="secrecy",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("retention_years", sa.Integer(), nullable=True),
        sa.Column(
            "copy_state",
            sa.Enum("original", "copy", name="copy_state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("archive_code", sa.Text(), nullable=False),
        sa.Column("fonds", sa.Text(), nullable=False),
        sa.Column("file_number", sa.Text(), nullable=False),
        sa.Column("file_title", sa.Text(), nullable=False),
        sa.Column("place_in_file", sa.Integer(), nullable=True),
        sa.Column("scan_device", sa.Text(), nullable=False),
        sa.Column("scanned_on", sa.Date(), nullable=True),
        sa.Column(
            "format",
            sa.Enum(
                "pdf",
                "jpeg",
                "png",
                "tiff",
                "docx",
                "xlsx",
                "odt",
                "text",
                "other",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("counted_pages", sa.Integer(), nullable=True),
        sa.Column("archival", sa.String(length=4), nullable=False),
        sa.Column("faults", sa.Text(), nullable=False),
        sa.Column("approval", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=27), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("pages >= 1", name=op.f("ck_document_pages")),
        sa.CheckConstraint("place_in_file >= 1", name=op.f("ck_document_place_in_file")),
        sa.CheckConstraint("retention_years >= 1", name=op.f("ck_document_retention_years")),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_document_congress_id_congress")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_document_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("record_id", name=op.f("uq_document_record_id")),
    )
    op.create_index(op.f("ix_document_congress_id"), "document", ["congress_id"], unique=False)
