"""Results, corrigenda, and what happens to the sealed part."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrigendum",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_corrigendum_contest_id_contest")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_corrigendum_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrigendum")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_corrigendum_contest_id_number")),
    )
    op.create_index(op.f("ix_corrigendum_contest_id"), "corrigendum", ["contest_id"], unique=False)
    op.create_table(
        "result",
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "fixed",
                "official",
                "sealed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("outcome_sha256", sa.String(length=64), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=True),
        sa.Column("sealed_file", sa.String(length=80), nullable=True),
        sa.Column("head_stream", sa.String(length=64), nullable=False),
        sa.Column("head_number", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.Column("fixed_at", sa.String(length=27), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("signed_id", sa.Uuid(), nullable=True),
        sa.Column("scan_id", sa.Uuid(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum("pen", "digital", name="basis", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("official_at", sa.String(length=27), nullable=True),
        sa.Column("sealed_at", sa.String(length=27), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_result_contest_id_contest")),
        sa.ForeignKeyConstraint(["minutes_id"], ["record.id"], name=op.f("fk_result_minutes_id_record")),
        sa.ForeignKeyConstraint(["scan_id"], ["record.id"], name=op.f("fk_result_scan_id_record")),
        sa.ForeignKeyConstraint(["signed_id"], ["record.id"], name=op.f("fk_result_signed_id_record")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_result")),
    )
    op.create_table(
        "sealed_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "key-printed",
                "packed",
                "opened",
                "complaint",
                "settled",
                "destroyed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("packets", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_sealed_event_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_event")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_sealed_event_contest_id_number")),
    )
    op.create_index(op.f("ix_sealed_event_contest_id"), "sealed_event", ["contest_id"], unique=False)
