"""Let a measure have a short name, for tables with many of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0009_short_name'
down_revision = "0008_split_rules"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('short_name', sa.String(24), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.drop_column('short_name')
