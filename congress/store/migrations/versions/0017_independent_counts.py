"""What two people settled between independent counts, and a third person's entry of one paper."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "settlement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("pile_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["desk.contest_id"], name=op.f("fk_settlement_contest_id_desk")),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_settlement_pile_id_pile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
        sa.UniqueConstraint("pile_id", "position", "version", name=op.f("uq_settlement_pile_id_position_version")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_settlement_contest_id"), "settlement", ["contest_id"], unique=False)
    op.create_table(
        "third_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("pile_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("test", "official", name="mode", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_third_entry_account_id_account")),
        sa.ForeignKeyConstraint(["contest_id"], ["desk.contest_id"], name=op.f("fk_third_entry_contest_id_desk")),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_third_entry_pile_id_pile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_third_entry")),
        sa.UniqueConstraint("pile_id", "position", "version", name=op.f("uq_third_entry_pile_id_position_version")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_third_entry_contest_id"), "third_entry", ["contest_id"], unique=False)
