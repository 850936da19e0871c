"""Barriers of teams, whom they are lifted to, and what leaders answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028_barriers"
down_revision = "0027_progress"
branch_labels = None
depends_on = None

_KINDS = "('barrier_lifted', 'promise_due', 'barrier_answered')"


def upgrade() -> None:
    op.create_table(
        "barrier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("effect", sa.String(400), nullable=False),
        sa.Column("tried", sa.String(400), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("intervention_id", sa.Integer(), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("gone_how", sa.String(200), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.CheckConstraint("measure_id IS NULL OR intervention_id IS NULL", name="ck_barrier_touches"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_barrier_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_barrier_measure_id_measure", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_barrier_intervention_id_intervention",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_barrier_created_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier"),
        sa.UniqueConstraint("submission", name="uq_barrier_submission"),
    )
    op.create_index("ix_barrier_team_id_gone_on", "barrier", ["team_id", "gone_on"])
    op.create_index("ix_barrier_measure_id", "barrier", ["measure_id"])
    op.create_index("ix_barrier_intervention_id", "barrier", ["intervention_id"])
    op.create_table(
        "barrier_lift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("barrier_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(), nullable=False),
        sa.Column("first_due", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_barrier_lift_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["barrier_id"], ["barrier.id"], name="fk_barrier_lift_barrier_id_barrier", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_barrier_lift_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["to_id"], ["user_account.id"], name="fk_barrier_lift_to_id_user_account"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_barrier_lift_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier_lift"),
        sa.UniqueConstraint("submission", name="uq_barrier_lift_submission"),
    )
    op.create_index("ix_barrier_lift_organisation_id_to_id", "barrier_lift", ["organisation_id", "to_id"])
    op.create_index("ix_barrier_lift_team_id_answered_at", "barrier_lift", ["team_id", "answered_at"])
    op.create_index("ix_barrier_lift_barrier_id", "barrier_lift", ["barrier_id"])
    op.create_index("ix_barrier_lift_to_id", "barrier_lift", ["to_id"])
    op.create_index(
        "uq_barrier_lift_open",
        "barrier_lift",
        ["barrier_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "barrier_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("lift_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String(400), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_barrier_answer_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["lift_id"], ["barrier_lift.id"], name="fk_barrier_answer_lift_id_barrier_lift", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_barrier_answer_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier_answer"),
        sa.UniqueConstraint("submission", name="uq_barrier_answer_submission"),
    )
    op.create_index("ix_barrier_answer_team_id", "barrier_answer", ["team_id"])
    op.create_index("ix_barrier_answer_lift_id", "barrier_answer", ["lift_id"])


def downgrade() -> None:
    op.execute(f"DELETE FROM notification_choice WHERE kind IN {_KINDS}")
    op.execute(f"DELETE FROM notification_read WHERE kind IN {_KINDS}")
    op.execute("DELETE FROM saved_version WHERE table_name IN ('barrier', 'barrier_lift')")
    op.drop_index("ix_barrier_answer_lift_id", table_name="barrier_answer")
    op.drop_index("ix_barrier_answer_team_id", table_name="barrier_answer")
    op.drop_table("barrier_answer")
    op.drop_index("uq_barrier_lift_open", table_name="barrier_lift")
    op.drop_index("ix_barrier_lift_to_id", table_name="barrier_lift")
    op.drop_index("ix_barrier_lift_barrier_id", table_name="barrier_lift")
    op.drop_index("ix_barrier_lift_team_id_answered_at", table_name="barrier_lift")
    op.drop_index("ix_barrier_lift_organisation_id_to_id", table_name="barrier_lift")
    op.drop_table("barrier_lift")
    op.drop_index("ix_barrier_intervention_id", table_name="barrier")
    op.drop_index("ix_barrier_measure_id", table_name="barrier")
    op.drop_index("ix_barrier_team_id_gone_on", table_name="barrier")
    op.drop_table("barrier")
