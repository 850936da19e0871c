"""Let a measure stay between two values."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0005_goal_range'
down_revision = '0004_uploads'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('measure_target', schema=None) as batch_op:
        batch_op.add_column(sa.Column('low', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('high', sa.Double(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f('ck_measure_target_range'),
            '(low IS NULL AND high IS NULL) OR (low IS NOT NULL AND high IS NOT NULL AND low < high AND value IS NULL)',
        )


def downgrade() -> None:
    # A range has no place in the table before it: what stays says that there was no target from that day.
    with op.batch_alter_table('measure_target', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_measure_target_range'), type_='check')
        batch_op.drop_column('high')
        batch_op.drop_column('low')
