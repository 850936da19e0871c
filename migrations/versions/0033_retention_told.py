"""Remember which run of the deletion of answers the teams' leaders were told of, and let a mail be about answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033_retention_told"
down_revision = "0031_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("retention_rule") as table:
        table.add_column(sa.Column("told_for", sa.Date(), nullable=True))


def downgrade() -> None:
    for table in ("mail", "mail_choice"):
        op.execute(f"DELETE FROM {table} WHERE kind = 'answers'")
    with op.batch_alter_table("retention_rule") as table:
        table.drop_column("told_for")
