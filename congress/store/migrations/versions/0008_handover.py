"""Minutes of hand-overs and returns, and their devices."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("ordinary", "classified", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("giver_name", sa.Text(), nullable=False),
        sa.Column("giver_post", sa.Text(), nullable=False),
        sa.Column("taker_id", sa.Uuid(), nullable=False),
        sa.Column("taker_name", sa.Text(), nullable=False),
        sa.Column("taker_post", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("congress_id", sa.Uuid(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column(
            "use_class",
            sa.Enum(
                "counting",
                "classified",
                "internal",
                "internet",
                name="use_class",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("wiped", sa.Text(), nullable=False),
        sa.Column("wiped_on", sa.Date(), nullable=True),
        sa.Column("wiping_minutes", sa.Text(), nullable=False),
        sa.Column("returns_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_handover_congress_id_congress")),
        sa.ForeignKeyConstraint(["giver_id"], ["party_body.id"], name=op.f("fk_handover_giver_id_party_body")),
        sa.ForeignKeyConstraint(["returns_id"], ["handover.id"], name=op.f("fk_handover_returns_id_handover")),
        sa.ForeignKeyConstraint(["taker_id"], ["party_body.id"], name=op.f("fk_handover_taker_id_party_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_congress_id"), "handover", ["congress_id"], unique=False)
    op.create_index(op.f("ix_handover_giver_id"), "handover", ["giver_id"], unique=False)
    op.create_index(op.f("ix_handover_returns_id"), "handover", ["returns_id"], unique=False)
    op.create_index(op.f("ix_handover_taker_id"), "handover", ["taker_id"], unique=False)
    op.create_table(
        "handover_line",
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "condition",
            sa.Enum("good", "worn", "broken", name="condition", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("accessories", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("disk_serial", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_handover_line_place")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_handover_line_device_id_device")),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], name=op.f("fk_handover_line_handover_id_handover")),
        sa.PrimaryKeyConstraint("handover_id", "device_id", name=op.f("pk_handover_line")),
        sa.UniqueConstraint("handover_id", "place", name=op.f("uq_handover_line_handover_id_place")),
    )
    op.create_index(op.f("ix_handover_line_device_id"), "handover_line", ["device_id"], unique=False)
