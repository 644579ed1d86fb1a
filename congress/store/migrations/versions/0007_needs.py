"""Norms and staff numbers, each dated and with its source."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "norm_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm_set")),
        sa.UniqueConstraint("since", name=op.f("uq_norm_set_since")),
    )
    op.create_table(
        "norm",
        sa.Column("norm_set_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum("person", "unit", name="basis", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column(
            "use",
            sa.Enum("ordinary", "classified", name="use", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_norm_quantity")),
        sa.ForeignKeyConstraint(["norm_set_id"], ["norm_set.id"], name=op.f("fk_norm_norm_set_id_norm_set")),
        sa.PrimaryKeyConstraint("norm_set_id", "number", name=op.f("pk_norm")),
    )
    op.create_table(
        "staff_number",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.CheckConstraint("staff >= 0", name=op.f("ck_staff_number_staff")),
        sa.ForeignKeyConstraint(["body_id"], ["party_body.id"], name=op.f("fk_staff_number_body_id_party_body")),
        sa.PrimaryKeyConstraint("body_id", "since", name=op.f("pk_staff_number")),
    )
