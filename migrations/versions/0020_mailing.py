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


def downgrade() -> None:
    with op.batch_alter_table("reminder") as table:
        table.drop_index("ix_reminder_gathering_id")
        table.drop_constraint("fk_reminder_gathering_id_gathering", type_="foreignkey")
        table.drop_column("gathering_id")
