"""What a congress checks beside the items of a template; a check bears the words of such an item."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_INDEX = "ix_device_check_device_id_at_passed_item"


def upgrade() -> None:
    op.create_table(
        "own_check",
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.CheckConstraint("days IS NULL OR days >= 1", name=op.f("ck_own_check_days")),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_own_check_congress_id_congress")),
        sa.PrimaryKeyConstraint("congress_id", "template", "position", name=op.f("pk_own_check")),
        sa.UniqueConstraint("congress_id", "template", "text", name=op.f("uq_own_check_congress_id_template_text")),
    )
    if op.get_context().dialect.name == "sqlite":
        # The table is made anew without the list of items: SQLite cannot take a CHECK away. No row points at one of it.
        op.drop_index(op.f(_INDEX), "device_check")
        with op.batch_alter_table("device_check", copy_from=_checks(), recreate="always") as batch:
            batch.alter_column("item", existing_type=sa.String(length=32), type_=sa.Text())
        op.create_index(op.f(_INDEX), "device_check", ["device_id", "at", "passed", "item"])
    else:
        op.drop_constraint(op.f("ck_device_check_item"), "device_check", type_="check")
        op.alter_column("device_check", "item", existing_type=sa.String(length=32), type_=sa.Text())


def _checks() -> sa.Table:
    """The table as it stands, without the list of items."""
    return sa.Table(
        "device_check",
        sa.MetaData(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_device_check_device_id_device"),
        sa.PrimaryKeyConstraint("id", name="pk_device_check"),
    )
