"""Checks, stamps and seals, incidents, consumables, requests for inspection, duty at sites."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("addressed_to", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_inspection_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_index(op.f("ix_inspection_site_id"), "inspection", ["site_id"], unique=False)
    op.create_table(
        "site_duty",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_duty_site_id_site")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_site_duty")),
    )
    op.create_table(
        "consumable_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_consumable_count_quantity")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_consumable_count_position_id_position"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consumable_count")),
    )
    op.create_index(op.f("ix_consumable_count_position_id"), "consumable_count", ["position_id"], unique=False)
    op.create_table(
        "device_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
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
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_check_device_id_device")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_check")),
    )
    op.create_index(op.f("ix_device_check_device_id"), "device_check", ["device_id"], unique=False)
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("fault", "security", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("position_id", sa.Uuid(), nullable=True),
        sa.Column("reported_at", sa.String(length=27), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "swapped", "closed", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("spare_id", sa.Uuid(), nullable=True),
        sa.Column("data_moved", sa.Boolean(), nullable=True),
        sa.Column("restored_at", sa.String(length=27), nullable=True),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_incident_device_id_device")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_incident_position_id_position"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_incident_site_id_site")),
        sa.ForeignKeyConstraint(["spare_id"], ["device.id"], name=op.f("fk_incident_spare_id_device")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_device_id"), "incident", ["device_id"], unique=False)
    op.create_index(op.f("ix_incident_site_id"), "incident", ["site_id"], unique=False)
    op.create_table(
        "inspection_line",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_inspection_line_device_id_device")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_line_inspection_id_inspection")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "device_id", name=op.f("pk_inspection_line")),
    )
    op.create_table(
        "seal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("inspection", "seal", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("spot", sa.Text(), nullable=False),
        sa.Column("affixed_at", sa.String(length=27), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column(
            "state",
            sa.Enum("affixed", "removed", "broken", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(device_id IS NULL) <> (place_id IS NULL)", name=op.f("ck_seal_one_thing")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_seal_device_id_device")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_seal_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
        sa.UniqueConstraint("kind", "issuer", "number_key", name=op.f("uq_seal_kind_issuer_number_key")),
    )
    op.create_index(op.f("ix_seal_device_id"), "seal", ["device_id"], unique=False)
    op.create_index(op.f("ix_seal_place_id"), "seal", ["place_id"], unique=False)
