"""Mail to the units of a day: what a host writes to them, and what each was written by itself, once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038_letters_of_the_day"
down_revision = "0037_user_evaluations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign_letter",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("put_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["campaign_unit.id"], name="fk_campaign_letter_unit_id_campaign_unit", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unit_id", "kind", name="pk_campaign_letter"),
    )
    op.create_table(
        "reminder_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("not_mailed", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_reminder_unit_mail_id_mail", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name="fk_reminder_unit_reminder_id_reminder", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["campaign_unit.id"], name="fk_reminder_unit_unit_id_campaign_unit", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_unit"),
        sa.UniqueConstraint("reminder_id", "unit_id", name="uq_reminder_unit_reminder_id_unit_id"),
    )
    op.create_index("ix_reminder_unit_unit_id", "reminder_unit", ["unit_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_reminder_unit_unit_id", table_name="reminder_unit")
    op.drop_table("reminder_unit")
    op.drop_table("campaign_letter")
    op.execute("DELETE FROM reminder WHERE kind = 'day'")
