"""Let the minutes of a gathering go by mail, and remember which signals a measure has had."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020_mailing"
down_revision = "0019_screen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reminder") as table:
        table.add_column(sa.Column("gathering_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            "fk_reminder_gathering_id_gathering", "gathering", ["gathering_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index("ix_reminder_gathering_id", ["gathering_id"])
    op.create_table(
        "measure_signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("phase_from", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("effect", sa.String(40), nullable=False),
        sa.Column("appeared_at", sa.DateTime(), nullable=True),
        sa.Column("gone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_measure_signal_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_measure_signal_measure_id_measure", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_measure_signal"),
        sa.UniqueConstraint(
            "measure_id", "phase_from", "rule", "first_on", name="uq_measure_signal_measure_id_phase_from_rule_first_on"
        ),
    )
    op.create_index("ix_measure_signal_team_id_appeared_at", "measure_signal", ["team_id", "appeared_at"])
    op.create_table(
        "signal_watch",
        sa.Column("measure_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_signal_watch_measure_id_measure", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", name="pk_signal_watch"),
    )


def downgrade() -> None:
    op.drop_table("signal_watch")
    op.drop_index("ix_measure_signal_team_id_appeared_at", table_name="measure_signal")
    op.drop_table("measure_signal")
    # Such rows are of a kind that what runs after this does not know.
    op.execute("DELETE FROM reminder_team WHERE reminder_id IN (SELECT id FROM reminder WHERE kind = 'minutes')")
    op.execute("DELETE FROM reminder WHERE kind = 'minutes'")
    op.execute("UPDATE reminder_team SET not_mailed = 'demo' WHERE not_mailed = 'held'")
    op.execute("DELETE FROM mail WHERE kind = 'account'")
    op.execute("DELETE FROM notification_choice WHERE kind = 'signal'")
    op.execute("DELETE FROM notification_read WHERE kind = 'signal'")
    with op.batch_alter_table("reminder") as table:
        table.drop_index("ix_reminder_gathering_id")
        table.drop_constraint("fk_reminder_gathering_id_gathering", type_="foreignkey")
        table.drop_column("gathering_id")
