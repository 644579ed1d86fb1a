"""Drafts and the opinions on them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_draft_congress_id_congress")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_draft_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("congress_id", "title", name=op.f("uq_draft_congress_id_title")),
    )
    op.create_index(op.f("ix_draft_document_id"), "draft", ["document_id"], unique=False)
    op.create_table(
        "opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column(
            "giver_kind",
            sa.Enum("delegation", "person", name="giver_kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "undecided",
                "taken",
                "partly",
                "not-taken",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_opinion_number")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_opinion_draft_id_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_opinion_draft_id_number")),
    )
