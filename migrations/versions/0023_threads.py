"""Threads on points, stretches and whole charts, and their messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023_threads"
down_revision = "0022_managed_and_day_code"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.Integer(), nullable=False),
        sa.Column("first_start", sa.Date(), nullable=True),
        sa.Column("last_start", sa.Date(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.CheckConstraint("last_start IS NULL OR first_start IS NOT NULL", name="ck_thread_stretch"),
        sa.CheckConstraint("last_start IS NULL OR last_start > first_start", name="ck_thread_order"),
        sa.CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="ck_thread_answered"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_thread_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_thread_measure_id_measure", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name="fk_thread_asked_by_id_user_account"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user_account.id"], name="fk_thread_answered_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_thread"),
        sa.UniqueConstraint("team_id", "flag", name="uq_thread_team_id_flag"),
        sa.UniqueConstraint("submission", name="uq_thread_submission"),
    )
    op.create_index("ix_thread_measure_id", "thread", ["measure_id"])
    op.create_index("ix_thread_team_id_waits", "thread", ["team_id", "waits"])
    op.create_index("ix_thread_asked_by_id_answered_at", "thread", ["asked_by_id", "answered_at"])
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="ck_message_removed"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_message_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_message_thread_id_thread", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_message_by_id_user_account"),
        sa.ForeignKeyConstraint(["removed_by_id"], ["user_account.id"], name="fk_message_removed_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("submission", name="uq_message_submission"),
    )
    op.create_index("ix_message_team_id", "message", ["team_id"])
    op.create_index("ix_message_thread_id", "message", ["thread_id"])


def downgrade() -> None:
    op.execute("DELETE FROM notification_choice WHERE kind IN ('thread_waits', 'thread_answered')")
    op.execute("DELETE FROM notification_read WHERE kind IN ('thread_waits', 'thread_answered')")
    op.execute("DELETE FROM saved_version WHERE table_name IN ('thread', 'message')")
    op.drop_index("ix_message_thread_id", table_name="message")
    op.drop_index("ix_message_team_id", table_name="message")
    op.drop_table("message")
    op.drop_index("ix_thread_asked_by_id_answered_at", table_name="thread")
    op.drop_index("ix_thread_team_id_waits", table_name="thread")
    op.drop_index("ix_thread_measure_id", table_name="thread")
    op.drop_table("thread")
