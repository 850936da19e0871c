"""Remember since when an answer had stood still when the team's leaders were told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035_told_stopped"
down_revision = "0033_retention_told"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("answer") as table:
        table.add_column(sa.Column("told_stopped", sa.Date(), nullable=True))


def downgrade() -> None:
    for table in ("mail", "mail_choice"):
        op.execute(f"DELETE FROM {table} WHERE kind = 'answers'")
    with op.batch_alter_table("answer") as table:
        table.drop_column("told_stopped")
