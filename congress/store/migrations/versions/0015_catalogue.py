"""Catalogues of packages: packages, terms and congresses in them, their entries, what a search looks through."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_KINDS = ("term", "congress", "unit", "person", "contest", "vote", "device", "document")


def upgrade() -> None:
    op.create_table(
        "catalogue_source",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("package", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("built_at", sa.String(length=27), nullable=False),
        sa.Column("taken_at", sa.String(length=27), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_source")),
        sa.UniqueConstraint("package", name=op.f("uq_catalogue_source_package")),
    )
    op.create_table(
        "catalogue_context",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("congress", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _link("catalogue_context", "source_id", "catalogue_source.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_context")),
    )
    op.create_index(op.f("ix_catalogue_context_source_id"), "catalogue_context", ["source_id"])
    op.create_table(
        "catalogue_entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("context_id", sa.Integer(), nullable=False),
        _kind(),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("also", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        _link("catalogue_entry", "context_id", "catalogue_context.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entry")),
    )
    op.create_index(op.f("ix_catalogue_entry_context_id"), "catalogue_entry", ["context_id"])
    op.create_table(
        "catalogue_text",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("context_id", sa.Integer(), nullable=False),
        _kind(),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _link("catalogue_text", "entry_id", "catalogue_entry.id"),
        _link("catalogue_text", "context_id", "catalogue_context.id"),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_catalogue_text")),
    )
    op.create_index(op.f("ix_catalogue_text_context_id"), "catalogue_text", ["context_id"])
    op.create_index(op.f("ix_catalogue_text_title"), "catalogue_text", ["title"])
    word = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "catalogue_word",
        sa.Column("word", word, nullable=False),
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        _link("catalogue_word", "entry_id", "catalogue_entry.id"),
        sa.PrimaryKeyConstraint("word", "entry_id", name=op.f("pk_catalogue_word")),
    )
    op.create_index(op.f("ix_catalogue_word_entry_id"), "catalogue_word", ["entry_id"])


def _kind() -> sa.Column[str]:
    kinds = sa.Enum(*_KINDS, name="kind", native_enum=False, create_constraint=True, length=32)
    return sa.Column("kind", kinds, nullable=False)


def _link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}_{to.partition('.')[0]}"))
