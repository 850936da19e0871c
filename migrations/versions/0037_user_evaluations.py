"""Users who ask users: evaluations with their dates, interview guides, findings and what was agreed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037_user_evaluations"
down_revision = "0036_campaigns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "user_evaluation",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("evaluator", sa.String(120), nullable=False),
        sa.Column("interviewers", sa.Integer(), nullable=True),
        sa.Column("are_trained", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("interviews", sa.Integer(), nullable=True),
        sa.Column("groups", sa.Integer(), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("came_team", sa.Integer(), nullable=True),
        sa.Column("came_representatives", sa.Integer(), nullable=True),
        sa.Column("came_interviewers", sa.Integer(), nullable=True),
        sa.Column("came_asked", sa.Integer(), nullable=True),
        sa.Column("no_staff", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("are_invited", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("have_report", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("came_asked IS NULL OR came_asked >= 0", name="ck_user_evaluation_came_asked"),
        sa.CheckConstraint(
            "came_interviewers IS NULL OR came_interviewers >= 0", name="ck_user_evaluation_came_interviewers"
        ),
        sa.CheckConstraint(
            "came_representatives IS NULL OR came_representatives >= 0", name="ck_user_evaluation_came_representatives"
        ),
        sa.CheckConstraint("came_team IS NULL OR came_team >= 0", name="ck_user_evaluation_came_team"),
        sa.CheckConstraint("groups IS NULL OR groups >= 0", name="ck_user_evaluation_groups"),
        sa.CheckConstraint("interviewers IS NULL OR interviewers >= 0", name="ck_user_evaluation_interviewers"),
        sa.CheckConstraint("interviews IS NULL OR interviews >= 0", name="ck_user_evaluation_interviews"),
        sa.CheckConstraint("persons IS NULL OR persons >= 0", name="ck_user_evaluation_persons"),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["user_account.id"],
            name="fk_user_evaluation_approved_by_id_user_account",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["membership.id"], name="fk_user_evaluation_contact_id_membership", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_user_evaluation_created_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_user_evaluation_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_user_evaluation"),
        sa.UniqueConstraint("submission", name="uq_user_evaluation_submission"),
    )

    op.create_table(
        "finding",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("own_theme", sa.String(60), nullable=False),
        sa.Column("sentence", sa.String(300), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(theme = 'own') = (own_theme <> '')", name="ck_finding_theme"),
        sa.CheckConstraint("persons IS NULL OR persons >= 0", name="ck_finding_persons"),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_finding_created_by_id_user_account"),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["user_evaluation.id"],
            name="fk_finding_evaluation_id_user_evaluation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_finding_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("submission", name="uq_finding_submission"),
    )

    op.create_table(
        "interview_guide",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opening", sa.String(600), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_interview_guide_created_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["user_evaluation.id"],
            name="fk_interview_guide_evaluation_id_user_evaluation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_interview_guide_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_interview_guide"),
        sa.UniqueConstraint("evaluation_id", "number", name="uq_interview_guide_evaluation_id_number"),
    )

    op.create_table(
        "user_evaluation_stage",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "began_on IS NULL OR done_on IS NULL OR done_on >= began_on", name="ck_user_evaluation_stage_period"
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["user_evaluation.id"],
            name="fk_user_evaluation_stage_evaluation_id_user_evaluation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_user_evaluation_stage_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_evaluation_stage"),
        sa.UniqueConstraint("evaluation_id", "stage", name="uq_user_evaluation_stage_evaluation_id_stage"),
    )

    op.create_table(
        "guide_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_guide_approval_by_id_user_account"),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["interview_guide.id"], name="fk_guide_approval_guide_id_interview_guide", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_guide_approval_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_guide_approval"),
        sa.UniqueConstraint("guide_id", "side", name="uq_guide_approval_guide_id_side"),
    )

    op.create_table(
        "guide_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("more", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["interview_guide.id"], name="fk_guide_question_guide_id_interview_guide", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_guide_question_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_guide_question"),
    )

    op.create_table(
        "dialogue_point",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(120), nullable=False),
        sa.Column("is_new", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("intervention_id", sa.Integer(), nullable=True),
        sa.Column("barrier_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(40), nullable=True),
        sa.Column("verdict_why", sa.String(300), nullable=False),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(verdict IS NULL) = (verdict_on IS NULL)", name="ck_dialogue_point_looked_at"),
        sa.ForeignKeyConstraint(
            ["barrier_id"], ["barrier.id"], name="fk_dialogue_point_barrier_id_barrier", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_dialogue_point_created_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["user_evaluation.id"],
            name="fk_dialogue_point_evaluation_id_user_evaluation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name="fk_dialogue_point_finding_id_finding", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_dialogue_point_intervention_id_intervention",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["membership.id"],
            name="fk_dialogue_point_responsible_id_membership",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_dialogue_point_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_dialogue_point"),
        sa.UniqueConstraint("submission", name="uq_dialogue_point_submission"),
    )

    indexed = {
        "user_evaluation": (
            "contact_id",
            "team_id",
        ),
        "finding": (
            "evaluation_id",
            "team_id",
        ),
        "interview_guide": ("team_id",),
        "user_evaluation_stage": ("team_id",),
        "guide_approval": ("team_id",),
        "guide_question": (
            "guide_id",
            "team_id",
        ),
        "dialogue_point": (
            "barrier_id",
            "evaluation_id",
            "finding_id",
            "intervention_id",
            "responsible_id",
            "team_id",
        ),
    }
    for table, columns in indexed.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in ("notification_choice", "notification_read"):
        op.execute(f"DELETE FROM {table} WHERE kind = 'follow_up_due'")  # noqa: S608 - our own words
    edited = ("dialogue_point", "user_evaluation_stage", "interview_guide", "finding", "user_evaluation")
    for table in edited:
        op.execute(f"DELETE FROM saved_version WHERE table_name = '{table}'")  # noqa: S608 - our own words
    for table in ("guide_question", "guide_approval", *edited):
        op.drop_table(table)
