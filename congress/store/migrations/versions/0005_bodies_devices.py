"""Party bodies and mergers; devices with their history, positions and places of sites, stock-takes.

The table of a device's history refuses UPDATE, DELETE, REPLACE and TRUNCATE by triggers, whichever program writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    """CREATE TRIGGER device_event_no_update BEFORE UPDATE ON device_event
    BEGIN SELECT RAISE(ABORT, 'the history of devices is append-only'); END""",
    """CREATE TRIGGER device_event_no_delete BEFORE DELETE ON device_event
    BEGIN SELECT RAISE(ABORT, 'the history of devices is append-only'); END""",
)

POSTGRES_TRIGGERS = (
    """CREATE FUNCTION device_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the history of devices is append-only'; END $$""",
    """CREATE TRIGGER device_event_no_change BEFORE UPDATE OR DELETE ON device_event
    FOR EACH ROW EXECUTE FUNCTION device_event_append_only()""",
    """CREATE TRIGGER device_event_no_truncate BEFORE TRUNCATE ON device_event
    FOR EACH STATEMENT EXECUTE FUNCTION device_event_append_only()""",
)


def upgrade() -> None:
    op.create_table(
        "merger",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merger")),
        sa.UniqueConstraint("decision", name=op.f("uq_merger_decision")),
    )
    op.create_table(
        "party_body",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "commune",
                "district",
                "agency",
                "province",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("opened_on <= closed_on", name=op.f("ck_party_body_days")),
        sa.ForeignKeyConstraint(["parent_id"], ["party_body.id"], name=op.f("fk_party_body_parent_id_party_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_body")),
    )
    op.create_index(op.f("ix_party_body_parent_id"), "party_body", ["parent_id"], unique=False)
    op.create_table(
        "body_spelling",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["party_body.id"], name=op.f("fk_body_spelling_body_id_party_body")),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_body_spelling")),
    )
    op.create_index(op.f("ix_body_spelling_body_id"), "body_spelling", ["body_id"], unique=False)
    op.create_table(
        "merger_part",
        sa.Column("merger_id", sa.Uuid(), nullable=False),
        sa.Column("old_id", sa.Uuid(), nullable=False),
        sa.Column("new_id", sa.Uuid(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["merger_id"], ["merger.id"], name=op.f("fk_merger_part_merger_id_merger")),
        sa.ForeignKeyConstraint(["new_id"], ["party_body.id"], name=op.f("fk_merger_part_new_id_party_body")),
        sa.ForeignKeyConstraint(["old_id"], ["party_body.id"], name=op.f("fk_merger_part_old_id_party_body")),
        sa.PrimaryKeyConstraint("merger_id", "old_id", "new_id", name=op.f("pk_merger_part")),
    )
    op.create_index(op.f("ix_merger_part_new_id"), "merger_part", ["new_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("room", "hall", "ballot-box", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_place_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("site_id", "kind", "name", name=op.f("uq_place_site_id_kind_name")),
    )
    op.create_table(
        "position",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "counting-station",
                "printer",
                "spare-printer",
                "ups",
                "projector",
                "network",
                "spare-computer",
                "keypad",
                "paper",
                "toner",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_position_number")),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_position_quantity")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_position_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
        sa.UniqueConstraint("site_id", "kind", "number", name=op.f("uq_position_site_id_kind_number")),
    )
    op.create_table(
        "stock_take",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.String(length=27), nullable=False),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("(site_id IS NULL) <> (body_id IS NULL)", name=op.f("ck_stock_take_one_place")),
        sa.ForeignKeyConstraint(["body_id"], ["party_body.id"], name=op.f("fk_stock_take_body_id_party_body")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_stock_take_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_take")),
    )
    op.create_index(op.f("ix_stock_take_body_id"), "stock_take", ["body_id"], unique=False)
    op.create_index(op.f("ix_stock_take_site_id"), "stock_take", ["site_id"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.String(length=16), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "computer",
                "printer",
                "photocopier",
                "scanner",
                "projector",
                "video-camera",
                "camera",
                "network",
                "ups",
                "keypad",
                "media",
                "line-security",
                "other",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("serial_key", sa.Text(), nullable=False),
        sa.Column("colour", sa.Boolean(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column(
            "tenure",
            sa.Enum("own", "shared", "borrowed", name="tenure", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("position_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column(
            "condition",
            sa.Enum("good", "worn", "broken", name="condition", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
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
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "registered",
                "assigned",
                "sealed",
                "in-use",
                "returned",
                "incident",
                "repair",
                "lost",
                "retired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["holder_id"], ["party_body.id"], name=op.f("fk_device_holder_id_party_body")),
        sa.ForeignKeyConstraint(["owner_id"], ["party_body.id"], name=op.f("fk_device_owner_id_party_body")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_device_position_id_position")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_device_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("position_id", name=op.f("uq_device_position_id")),
        sa.UniqueConstraint("tag", name=op.f("uq_device_tag")),
    )
    op.create_index(op.f("ix_device_holder_id"), "device", ["holder_id"], unique=False)
    op.create_index(op.f("ix_device_owner_id"), "device", ["owner_id"], unique=False)
    op.create_index(op.f("ix_device_serial_key_tag"), "device", ["serial_key", "tag"], unique=False)
    op.create_index(op.f("ix_device_model_tag"), "device", ["model", "tag"], unique=False)
    op.create_index(op.f("ix_device_state_tag"), "device", ["state", "tag"], unique=False)
    op.create_index(op.f("ix_device_site_id"), "device", ["site_id"], unique=False)
    op.create_table(
        "device_event",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column(
            "happening",
            sa.Enum(
                "registered",
                "imported",
                "changed",
                "assigned",
                "sealed",
                "unsealed",
                "in-use",
                "returned",
                "incident",
                "repair",
                "lost",
                "found",
                "retired",
                "handed-over",
                "use-class",
                "condition",
                "merged",
                "taken-stock",
                name="happening",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "registered",
                "assigned",
                "sealed",
                "in-use",
                "returned",
                "incident",
                "repair",
                "lost",
                "retired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("merger_id", sa.Uuid(), nullable=True),
        sa.Column("from_id", sa.Uuid(), nullable=True),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_device_event_number")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_event_device_id_device")),
        sa.ForeignKeyConstraint(["from_id"], ["party_body.id"], name=op.f("fk_device_event_from_id_party_body")),
        sa.ForeignKeyConstraint(["merger_id"], ["merger.id"], name=op.f("fk_device_event_merger_id_merger")),
        sa.ForeignKeyConstraint(["to_id"], ["party_body.id"], name=op.f("fk_device_event_to_id_party_body")),
        sa.PrimaryKeyConstraint("device_id", "number", name=op.f("pk_device_event")),
    )
    op.create_index(op.f("ix_device_event_merger_id"), "device_event", ["merger_id"], unique=False)
    op.create_table(
        "stock_take_find",
        sa.Column("stock_take_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "right",
                "wrong-place",
                "not-found",
                "unknown",
                "double",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_stock_take_find_device_id_device")),
        sa.ForeignKeyConstraint(
            ["stock_take_id"], ["stock_take.id"], name=op.f("fk_stock_take_find_stock_take_id_stock_take")
        ),
        sa.PrimaryKeyConstraint("stock_take_id", "number", name=op.f("pk_stock_take_find")),
    )
    op.create_index(op.f("ix_stock_take_find_device_id"), "stock_take_find", ["device_id"], unique=False)
    triggers = SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else POSTGRES_TRIGGERS
    for trigger in triggers:
        op.execute(trigger)
