"""Let a gathering be shown on the big screen: what is on, and how its clock goes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019_screen"
down_revision = "0016_gatherings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "screen_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("added_minutes", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.CheckConstraint("added_minutes >= 0", name="ck_screen_state_added_minutes"),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name="fk_screen_state_gathering_id_gathering", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_screen_state_team_id_team", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_screen_state"),
        sa.UniqueConstraint("gathering_id", name="uq_screen_state_gathering_id"),
    )


def downgrade() -> None:
    op.drop_table("screen_state")
