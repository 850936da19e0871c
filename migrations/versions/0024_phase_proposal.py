"""Phases that readers propose, who proposed a phase, and what of the news an advisor has read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024_phase_proposal"
down_revision = "0023_threads"
branch_labels = None
depends_on = None

_KINDS = "('phase_proposed', 'phase_decided')"


def upgrade() -> None:
    with op.batch_alter_table("phase") as table:
        table.add_column(sa.Column("proposed_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_phase_proposed_by_id_user_account", "user_account", ["proposed_by_id"], ["id"])
    op.create_table(
        "phase_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(200), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="ck_phase_proposal_decided"),
        sa.CheckConstraint("(decided_at IS NULL) = (accepted IS NULL)", name="ck_phase_proposal_accepted"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_phase_proposal_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_phase_proposal_measure_id_measure", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_phase_proposal_by_id_user_account"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name="fk_phase_proposal_decided_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_phase_proposal"),
        sa.UniqueConstraint("submission", name="uq_phase_proposal_submission"),
    )
    op.create_index("ix_phase_proposal_team_id_decided_at", "phase_proposal", ["team_id", "decided_at"])
    op.create_index("ix_phase_proposal_measure_id", "phase_proposal", ["measure_id"])
    op.create_index("ix_phase_proposal_by_id", "phase_proposal", ["by_id"])
    op.create_table(
        "signal_read",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("of", sa.String(40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_signal_read_user_id_user_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "of", "row_id", name="pk_signal_read"),
    )
    op.create_index("ix_measure_signal_team_id_gone_at", "measure_signal", ["team_id", "gone_at"])


def downgrade() -> None:
    op.execute(f"DELETE FROM notification_choice WHERE kind IN {_KINDS}")
    op.execute(f"DELETE FROM notification_read WHERE kind IN {_KINDS}")
    op.execute("DELETE FROM saved_version WHERE table_name = 'phase_proposal'")
    op.drop_index("ix_measure_signal_team_id_gone_at", table_name="measure_signal")
    op.drop_table("signal_read")
    op.drop_index("ix_phase_proposal_by_id", table_name="phase_proposal")
    op.drop_index("ix_phase_proposal_measure_id", table_name="phase_proposal")
    op.drop_index("ix_phase_proposal_team_id_decided_at", table_name="phase_proposal")
    op.drop_table("phase_proposal")
    with op.batch_alter_table("phase") as table:
        table.drop_constraint("fk_phase_proposed_by_id_user_account", type_="foreignkey")
        table.drop_column("proposed_by_id")
