"""Representatives: what they know again, how the cooperation is, who is sought; and who interventions are planned with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032_representatives"
down_revision = "0030_phases_decided_by"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("thread") as table:
        table.alter_column("measure_id", existing_type=sa.Integer(), nullable=True)
    with op.batch_alter_table("intervention") as table:
        table.add_column(sa.Column("with_representatives", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.add_column(sa.Column("with_organisations", sa.String(200), server_default="", nullable=False))
    op.create_table(
        "recognition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_recognition_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_recognition_measure_id_measure", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_recognition_user_id_user_account"),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name="fk_recognition_thread_id_thread", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recognition"),
        sa.UniqueConstraint("measure_id", "user_id", name="uq_recognition_measure_id_user_id"),
    )
    for column in ("team_id", "user_id", "thread_id"):
        op.create_index(f"ix_recognition_{column}", "recognition", [column])
    op.create_table(
        "feedback_visit",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_feedback_visit_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_feedback_visit_user_id_user_account"),
        sa.PrimaryKeyConstraint("team_id", "user_id", name="pk_feedback_visit"),
    )
    op.create_index("ix_feedback_visit_user_id", "feedback_visit", ["user_id"])
    op.create_table(
        "cooperation_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("from_start", sa.Integer(), nullable=False),
        sa.Column("is_used", sa.Integer(), nullable=False),
        sa.Column("is_told", sa.Integer(), nullable=False),
        sa.Column("rated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("from_start BETWEEN 1 AND 5", name="ck_cooperation_rating_from_start"),
        sa.CheckConstraint("is_used BETWEEN 1 AND 5", name="ck_cooperation_rating_is_used"),
        sa.CheckConstraint("is_told BETWEEN 1 AND 5", name="ck_cooperation_rating_is_told"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_cooperation_rating_team_id_team", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name="fk_cooperation_rating_gathering_id_gathering", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_cooperation_rating_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_cooperation_rating"),
        sa.UniqueConstraint(
            "team_id", "gathering_id", "user_id", name="uq_cooperation_rating_team_id_gathering_id_user_id"
        ),
    )
    for column in ("gathering_id", "user_id"):
        op.create_index(f"ix_cooperation_rating_{column}", "cooperation_rating", [column])
    op.create_table(
        "representative_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_representative_seat_team_id_team", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name="fk_representative_seat_membership_id_membership",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_representative_seat"),
        sa.UniqueConstraint("submission", name="uq_representative_seat_submission"),
    )  # fmt: skip
    for column in ("team_id", "membership_id"):
        op.create_index(f"ix_representative_seat_{column}", "representative_seat", [column])


def downgrade() -> None:
    op.execute("DELETE FROM saved_version WHERE table_name = 'representative_seat'")
    for table in ("representative_seat", "cooperation_rating", "feedback_visit", "recognition"):
        op.drop_table(table)
    with op.batch_alter_table("intervention") as table:
        table.drop_column("with_organisations")
        table.drop_column("with_representatives")
    # What was written to the team as a whole has no chart to stand on.
    for name, column in (("message", "thread_id"), ("thread", "id")):
        op.execute(
            f"DELETE FROM saved_version WHERE table_name = '{name}' AND row_id IN "
            f"(SELECT id FROM {name} WHERE {column} IN (SELECT id FROM thread WHERE measure_id IS NULL))"
        )
    op.execute("DELETE FROM message WHERE thread_id IN (SELECT id FROM thread WHERE measure_id IS NULL)")
    op.execute("DELETE FROM thread WHERE measure_id IS NULL")
    with op.batch_alter_table("thread") as table:
        table.alter_column("measure_id", existing_type=sa.Integer(), nullable=False)
