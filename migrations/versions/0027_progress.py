"""How far a team has come, by its own word and by its host's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027_progress"
down_revision = "0026_silence_and_goals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("why", sa.String(400), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("step BETWEEN '0.5' AND '5.0'", name="ck_progress_step"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_progress_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_progress_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_progress"),
        sa.UniqueConstraint("team_id", "month", "side", name="uq_progress_team_id_month_side"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM saved_version WHERE table_name = 'progress'")
    op.drop_table("progress")
