"""Say in the plan how a measure's numbers come in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006_how_recorded'
down_revision = '0005_goal_range'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('how_recorded', sa.String(40), nullable=False, server_default='typed'))
    # What is asked at the bedside is counted there.
    op.execute("UPDATE measure SET how_recorded = 'tally' WHERE tally_question <> ''")


def downgrade() -> None:
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.drop_column('how_recorded')
