"""Let a gathering be shown on the big screen, and be evaluated by those who came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019_screen"
down_revision = "0018_notifications"
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
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name="fk_evaluation_gathering_id_gathering", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation"),
        sa.UniqueConstraint("code", name="uq_evaluation_code"),
        sa.UniqueConstraint("gathering_id", name="uq_evaluation_gathering_id"),
    )
    op.create_table(
        "evaluation_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.String(36), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=True),
        sa.Column("others", sa.Integer(), nullable=True),
        sa.Column("helped", sa.Integer(), nullable=True),
        sa.Column("tomorrow", sa.Integer(), nullable=True),
        sa.Column("takeaway", sa.String(500), nullable=False),
        sa.CheckConstraint("useful BETWEEN 1 AND 5", name="ck_evaluation_answer_useful"),
        sa.CheckConstraint("others BETWEEN 1 AND 5", name="ck_evaluation_answer_others"),
        sa.CheckConstraint("helped BETWEEN 1 AND 5", name="ck_evaluation_answer_helped"),
        sa.CheckConstraint("tomorrow BETWEEN 1 AND 5", name="ck_evaluation_answer_tomorrow"),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluation.id"],
            name="fk_evaluation_answer_evaluation_id_evaluation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_answer"),
        sa.UniqueConstraint("form_id", name="uq_evaluation_answer_form_id"),
    )
    op.create_index("ix_evaluation_answer_evaluation_id", "evaluation_answer", ["evaluation_id"])


def downgrade() -> None:
    op.drop_index("ix_evaluation_answer_evaluation_id", table_name="evaluation_answer")
    op.drop_table("evaluation_answer")
    op.drop_table("evaluation")
    op.drop_table("screen_state")
