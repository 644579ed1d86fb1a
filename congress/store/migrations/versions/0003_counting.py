"""The desk, its counts, piles, readings and conclusions, and totals counted by hand.

Readings and conclusions have no rowid on SQLite: nothing keeps the order in which they were written.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk",
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("test", "official", name="mode", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "receive",
                "card-votes",
                "seal-box",
                "issue",
                "close-voting",
                "open-box",
                "report",
                "sort",
                "open-count",
                "key",
                "conclude",
                "hand-tally",
                "check",
                "sign",
                "pack",
                "done",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.String(length=27), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("slip", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_desk_contest_id_contest")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_desk")),
    )
    op.create_table(
        "ballot_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("test", "official", name="mode", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "closed", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("opened_at", sa.String(length=27), nullable=False),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["desk.contest_id"], name=op.f("fk_ballot_count_contest_id_desk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_count")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_ballot_count_contest_id_number")),
    )
    op.create_table(
        "desk_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["desk.contest_id"], name=op.f("fk_desk_step_contest_id_desk")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_desk_step_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_step")),
        sa.UniqueConstraint("contest_id", "event", "number", name=op.f("uq_desk_step_contest_id_event_number")),
    )
    op.create_table(
        "hand_total",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("pile", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("void", sa.Text(), nullable=False),
        sa.Column("names_chosen", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["desk.contest_id"], name=op.f("fk_hand_total_contest_id_desk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_total")),
        sa.UniqueConstraint("contest_id", "pile", "version", name=op.f("uq_hand_total_contest_id_pile_version")),
    )
    op.create_table(
        "sorted_pile",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "full", "fewer", "heap", "aside", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.CheckConstraint("papers >= 1", name=op.f("ck_sorted_pile_papers")),
        sa.ForeignKeyConstraint(["contest_id"], ["desk.contest_id"], name=op.f("fk_sorted_pile_contest_id_desk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sorted_pile")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_sorted_pile_contest_id_number")),
    )
    op.create_table(
        "hand_votes",
        sa.Column("total_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agree", sa.Integer(), nullable=False),
        sa.Column("disagree", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["total_id"], ["hand_total.id"], name=op.f("fk_hand_votes_total_id_hand_total")),
        sa.PrimaryKeyConstraint("total_id", "number", name=op.f("pk_hand_votes")),
    )
    op.create_table(
        "pile",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("count_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("sorted", "open", "closed", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "mode",
            sa.Enum("test", "official", name="mode", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("mac", sa.LargeBinary(), nullable=True),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_pile_account_id_account")),
        sa.ForeignKeyConstraint(["count_id"], ["ballot_count.id"], name=op.f("fk_pile_count_id_ballot_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pile")),
        sa.UniqueConstraint("count_id", "number", name=op.f("uq_pile_count_id_number")),
    )
    op.create_table(
        "conclusion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("pile_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("void_reason", sa.String(length=32), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("counts_as", sa.String(length=32), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["desk.contest_id"], name=op.f("fk_conclusion_contest_id_desk")),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_conclusion_pile_id_pile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion")),
        sa.UniqueConstraint("pile_id", "position", "version", name=op.f("uq_conclusion_pile_id_position_version")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_conclusion_contest_id"), "conclusion", ["contest_id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pile_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("recount", sa.Integer(), nullable=True),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("second_account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=True),
        sa.Column("board", sa.Boolean(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("test", "official", name="mode", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_reading_position")),
        sa.CheckConstraint("times >= 1", name=op.f("ck_reading_times")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_reading_version")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_reading_account_id_account")),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_reading_pile_id_pile")),
        sa.ForeignKeyConstraint(
            ["second_account_id"], ["account.id"], name=op.f("fk_reading_second_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("pile_id", "position", "version", name=op.f("uq_reading_pile_id_position_version")),
        sqlite_with_rowid=False,
    )
