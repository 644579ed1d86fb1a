"""Whom security incidents go to, what a congress changes of the check templates, an index for boards of many sites."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "escalation_contact",
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["congress_id"], ["congress.id"], name=op.f("fk_escalation_contact_congress_id_congress")
        ),
        sa.PrimaryKeyConstraint("congress_id", "position", name=op.f("pk_escalation_contact")),
    )
    op.create_table(
        "check_change",
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column(
            "item",
            sa.Enum(
                "present",
                "fresh-install",
                "updates",
                "malware",
                "network-off",
                "radio-off",
                "clock",
                "disk",
                "battery",
                "keypad",
                "program",
                "test-print",
                "toner",
                "test-scan",
                "picture",
                "holds",
                "wiped",
                name="item",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("is_due", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("least", sa.Integer(), nullable=True),
        sa.CheckConstraint("days IS NULL OR days >= 1", name=op.f("ck_check_change_days")),
        sa.CheckConstraint("least IS NULL OR least >= 0", name=op.f("ck_check_change_least")),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_check_change_congress_id_congress")),
        sa.PrimaryKeyConstraint("congress_id", "template", "item", name=op.f("pk_check_change")),
    )
    op.drop_index(op.f("ix_device_check_device_id"), "device_check")
    op.create_index(
        op.f("ix_device_check_device_id_at_passed_item"), "device_check", ["device_id", "at", "passed", "item"]
    )
