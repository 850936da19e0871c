"""Count the versions of every row that people edit, and remember who saved each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0010_versions'
down_revision = "0009_short_name"
branch_labels = None
depends_on = None

EDITED = (
    'user_account', 'organisation', 'network', 'team', 'membership', 'measure', 'goal', 'driver', 'intervention',
    'pdsa_cycle',
)


def upgrade() -> None:
    for name in EDITED:
        # Not in a batch: SQLite adds a column with a default in place, without copying the table and what hangs on it.
        op.add_column(name, sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    op.add_column('audit_line', sa.Column('joined_with', sa.String(250), nullable=False, server_default=''))
    op.create_table(
        'saved_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('table_name', sa.String(40), nullable=False),
        sa.Column('row_id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=True),
        sa.Column('user_name', sa.String(120), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name=op.f('fk_saved_version_user_id_user_account'), ondelete='SET NULL'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_version')),
    )
    op.create_index(op.f('ix_saved_version_table_name_row_id'), 'saved_version', ['table_name', 'row_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_saved_version_table_name_row_id'), table_name='saved_version')
    op.drop_table('saved_version')
    op.drop_column('audit_line', 'joined_with')
    for name in reversed(EDITED):
        op.drop_column(name, 'version')
