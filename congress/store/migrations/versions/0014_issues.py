"""Numbered papers handed out and taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handed_title",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_handed_title_congress_id_congress")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_handed_title_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_title")),
        sa.UniqueConstraint("congress_id", "title", name=op.f("uq_handed_title_congress_id_title")),
    )
    op.create_index(op.f("ix_handed_title_document_id"), "handed_title", ["document_id"], unique=False)
    op.create_table(
        "issued_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("delegation", sa.Text(), nullable=False),
        sa.Column("out_at", sa.String(length=27), nullable=False),
        sa.Column("out_by", sa.Text(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "out",
                "returned",
                "lost",
                "destroyed",
                name="fate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("back_at", sa.String(length=27), nullable=True),
        sa.Column("back_by", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("(fate = 'out') = (back_at IS NULL)", name=op.f("ck_issued_copy_back")),
        sa.CheckConstraint("fate <> 'destroyed' OR minutes <> ''", name=op.f("ck_issued_copy_minutes")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_issued_copy_number")),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_issued_copy_turn")),
        sa.ForeignKeyConstraint(["title_id"], ["handed_title.id"], name=op.f("fk_issued_copy_title_id_handed_title")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_copy")),
        sa.UniqueConstraint("title_id", "number", "turn", name=op.f("uq_issued_copy_title_id_number_turn")),
    )
