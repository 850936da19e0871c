"""«Hva er viktig for deg?»-dagen: its year, the units that take part, what they count, and what it became."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036_campaigns"
down_revision = "0035_told_stopped"
branch_labels = None
depends_on = None

TABLES = (
    "campaign_result_unit", "campaign_follow_up", "campaign_count", "campaign_unit", "campaign_result", "campaign",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("freezes_on", sa.Date(), nullable=False),
        sa.Column("asks_on", sa.Date(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("invited_municipalities", sa.Integer(), nullable=True),
        sa.Column("invited_hospitals", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(programme_id IS NULL) <> (network_id IS NULL)", name="ck_campaign_one_owner"),
        sa.CheckConstraint(
            "invited >= 0 AND invited_municipalities >= 0 AND invited_hospitals >= 0", name="ck_campaign_invited"
        ),
        sa.CheckConstraint(
            "opens_on <= held_on AND freezes_on > held_on AND asks_on > held_on", name="ck_campaign_dates"
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name="fk_campaign_made_by_id_user_account"),
        sa.ForeignKeyConstraint(
            ["network_id"], ["network.id"], name="fk_campaign_network_id_network", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name="fk_campaign_programme_id_programme", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.UniqueConstraint("year", name="uq_campaign_year"),
    )
    op.create_index("ix_campaign_network_id", "campaign", ["network_id"], unique=False)
    op.create_index("ix_campaign_programme_id", "campaign", ["programme_id"], unique=False)

    op.create_table(
        "campaign_result",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("municipalities", sa.Integer(), nullable=True),
        sa.Column("hospitals", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("reported", sa.Integer(), nullable=True),
        sa.Column("acted", sa.Integer(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reported >= 0 AND acted >= 0 AND acted <= reported", name="ck_campaign_result_reported"),
        sa.CheckConstraint(
            "units >= 0 AND municipalities >= 0 AND hospitals >= 0 AND asked >= 0 AND answered >= 0",
            name="ck_campaign_result_numbers",
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_campaign_result_campaign_id_campaign", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_campaign_result"),
    )
    op.create_table(
        "campaign_unit",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("team_agreed_at", sa.DateTime(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("organisation_kind", sa.String(40), nullable=False),
        sa.Column("organisation_key", sa.String(400), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("contact", sa.String(254), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("signed_up_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("last_count_id", sa.Uuid(), nullable=True),
        sa.Column("last_counted_at", sa.DateTime(), nullable=True),
        sa.Column("has_buttons", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_posters", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_cards", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_meeting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_representative", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_time", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("buttons_ordered", sa.Integer(), nullable=True),
        sa.Column("buttons_given", sa.Integer(), nullable=True),
        sa.Column("posters_hung", sa.Integer(), nullable=True),
        sa.Column("cards_printed", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "buttons_ordered >= 0 AND buttons_given >= 0 AND posters_hung >= 0 AND cards_printed >= 0",
            name="ck_campaign_unit_materials",
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_campaign_unit_campaign_id_campaign", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_campaign_unit_organisation_id_organisation",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_campaign_unit_team_id_team", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_unit"),
        sa.UniqueConstraint("code", name="uq_campaign_unit_code"),
    )
    op.create_index("ix_campaign_unit_campaign_id", "campaign_unit", ["campaign_id"], unique=False)
    op.create_index("ix_campaign_unit_organisation_id", "campaign_unit", ["organisation_id"], unique=False)
    op.create_index("ix_campaign_unit_team_id", "campaign_unit", ["team_id"], unique=False)
    op.create_index(
        "uq_campaign_unit_name",
        "campaign_unit",
        ["campaign_id", "organisation_key", "name_key"],
        unique=True,
        sqlite_where=sa.text("confirmed_at IS NOT NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("confirmed_at IS NOT NULL AND withdrawn_at IS NULL"),
    )

    op.create_table(
        "campaign_count",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hour", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("number > 0", name="ck_campaign_count_number"),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["campaign_unit.id"], name="fk_campaign_count_unit_id_campaign_unit", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unit_id", "id", name="pk_campaign_count"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["campaign_unit.id"], name="fk_campaign_follow_up_unit_id_campaign_unit", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_follow_up"),
        sa.UniqueConstraint("submission", name="uq_campaign_follow_up_submission"),
    )
    op.create_index("ix_campaign_follow_up_unit_id", "campaign_follow_up", ["unit_id"], unique=False)

    op.create_table(
        "campaign_result_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("organisation_kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.CheckConstraint("asked >= 0 AND answered >= 0", name="ck_campaign_result_unit_numbers"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_campaign_result_unit_campaign_id_campaign", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["campaign_unit.id"], name="fk_campaign_result_unit_unit_id_campaign_unit", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_campaign_result_unit_team_id_team", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_result_unit"),
    )
    op.create_index(
        "ix_campaign_result_unit_campaign_id_place", "campaign_result_unit", ["campaign_id", "place"], unique=True
    )
    op.create_index("ix_campaign_result_unit_unit_id", "campaign_result_unit", ["unit_id"], unique=False)
    op.create_index("ix_campaign_result_unit_team_id", "campaign_result_unit", ["team_id"], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM mail WHERE kind = 'day'")
    for table in ("notification_choice", "notification_read"):
        op.execute(f"DELETE FROM {table} WHERE kind = 'unit_asks'")  # noqa: S608 - our own words
    op.execute("DELETE FROM saved_version WHERE table_name IN ('campaign', 'campaign_unit')")
    for table in TABLES:
        op.drop_table(table)
