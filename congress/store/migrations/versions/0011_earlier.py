"""Results of earlier terms: the sources they were taken from, contests with their figures, candidates."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earlier_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", _enum("workbook", "outcome", "package", name="kind"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_earlier_source_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_source")),
    )
    numbers = (
        "round",
        "seats",
        "summoned",
        "present",
        "denominator",
        "issued",
        "collected",
        "valid",
        "invalid",
    )
    op.create_table(
        "earlier_contest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("congress", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", _enum("election", "revote", "opinion", "indicative", name="kind"), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=27), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["earlier_source.id"], name=op.f("fk_earlier_contest_source_id_earlier_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_contest")),
    )
    op.create_index(op.f("ix_earlier_contest_source_id"), "earlier_contest", ["source_id"])
    op.create_table(
        "earlier_candidate",
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("born", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("percent", sa.String(length=12), nullable=False),
        sa.Column("outcome", _enum("elected", "alternate", "not-elected", name="outcome"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["earlier_contest.id"], name=op.f("fk_earlier_candidate_contest_id_earlier_contest")
        ),
        sa.PrimaryKeyConstraint("contest_id", "number", name=op.f("pk_earlier_candidate")),
    )


def _enum(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
