"""Terms, congresses, sites, boards and settings; contests, their candidates and electorates."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.CheckConstraint("begins < ends", name=op.f("ck_term_years")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("name", name=op.f("uq_term_name")),
    )
    op.create_table(
        "congress",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delegates", "members", "committee", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("upper_body", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column(
            "secrecy",
            sa.Enum(
                "internal",
                "secret",
                "top-secret",
                "most-secret",
                name="secrecy",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_congress_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_congress")),
    )
    op.create_index(op.f("ix_congress_term_id"), "congress", ["term_id"], unique=False)
    op.create_table(
        "board_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum("head", "member", name="capacity", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("card_number", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_board_member_congress_id_congress")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_board_member_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_member")),
    )
    op.create_index(op.f("ix_board_member_congress_id"), "board_member", ["congress_id"], unique=False)
    op.create_index(op.f("ix_board_member_contest_id"), "board_member", ["contest_id"], unique=False)
    op.create_index(op.f("ix_board_member_person_id"), "board_member", ["person_id"], unique=False)
    op.create_table(
        "congress_setting",
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["congress_id"], ["congress.id"], name=op.f("fk_congress_setting_congress_id_congress")
        ),
        sa.PrimaryKeyConstraint("congress_id", "key", name=op.f("pk_congress_setting")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_site_congress_id_congress")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("congress_id", "name", name=op.f("uq_site_congress_id_name")),
    )
    op.create_table(
        "contest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("congress_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "election",
                "revote",
                "opinion",
                "indicative",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "regulation",
            sa.Enum("QC190", "QC244", name="regulation", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "form_by_hand",
            sa.Enum("strike", "agree", name="form_by_hand", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("alternates", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column(
            "electorate_kind",
            sa.Enum(
                "delegates",
                "members",
                "committee",
                name="electorate_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("on_roll", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("overrule_reason", sa.Text(), nullable=True),
        sa.Column("overruled_by", sa.Text(), nullable=True),
        sa.Column("list_confirmed_by", sa.Text(), nullable=True),
        sa.Column("list_confirmed_at", sa.String(length=27), nullable=True),
        sa.Column("locked_at", sa.String(length=27), nullable=True),
        sa.Column("frozen", sa.Text(), nullable=True),
        sa.CheckConstraint("alternates >= 0", name=op.f("ck_contest_alternates")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_contest_round")),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_contest_seats")),
        sa.ForeignKeyConstraint(["congress_id"], ["congress.id"], name=op.f("fk_contest_congress_id_congress")),
        sa.ForeignKeyConstraint(["previous_id"], ["contest.id"], name=op.f("fk_contest_previous_id_contest")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_contest_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
        sa.UniqueConstraint("congress_id", "code", "round", name=op.f("uq_contest_congress_id_code_round")),
    )
    op.create_index(op.f("ix_contest_previous_id"), "contest", ["previous_id"], unique=False)
    op.create_index(op.f("ix_contest_site_id"), "contest", ["site_id"], unique=False)
    op.create_table(
        "candidate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("born", sa.String(length=10), nullable=False),
        sa.Column("card_number", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_candidate_number")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_candidate_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_candidate_contest_id_number")),
        sa.UniqueConstraint("contest_id", "position", name=op.f("uq_candidate_contest_id_position")),
    )
    op.create_table(
        "electorate_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("not-summoned", "deduction", name="stage", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("persons >= 1", name=op.f("ck_electorate_line_persons")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_electorate_line_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_electorate_line")),
        sa.UniqueConstraint(
            "contest_id", "stage", "position", name=op.f("uq_electorate_line_contest_id_stage_position")
        ),
    )
