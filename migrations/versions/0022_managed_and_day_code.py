"""Let a team be named where others want help, and let the big screen be opened by a code of the day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022_managed_and_day_code"
down_revision = "0021_agreed_and_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "table_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("help_table_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["help_table_id"], ["help_table.id"], name="fk_table_answer_help_table_id_help_table", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_table_answer_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_table_answer"),
        sa.UniqueConstraint("help_table_id", "team_id", name="uq_table_answer_help_table_id_team_id"),
    )
    op.create_index("ix_table_answer_team_id", "table_answer", ["team_id"])
    op.create_table(
        "screen_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name="fk_screen_code_gathering_id_gathering", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user_account.id"], name="fk_screen_code_made_by_id_user_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_screen_code"),
        sa.UniqueConstraint("code", name="uq_screen_code_code"),
        sa.UniqueConstraint("gathering_id", name="uq_screen_code_gathering_id"),
    )


def downgrade() -> None:
    op.drop_table("screen_code")
    op.drop_index("ix_table_answer_team_id", table_name="table_answer")
    op.drop_table("table_answer")
