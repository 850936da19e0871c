"""Count at the bedside: codes, counts and their sums by the hour.

A measurement that comes from telling was recorded by nobody one could name, so `recorded_by_id` may be empty there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003_tally'
down_revision = '0002_catalogue'
branch_labels = None
depends_on = None

RECORDED_BY = "ck_measurement_recorded_by"


def upgrade() -> None:
    op.create_table('team_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(40), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_team_code_created_by_id_user_account')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_team_code_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_code')),
    sa.UniqueConstraint('code', name=op.f('uq_team_code_code'))
    )
    with op.batch_alter_table('team_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_code_team_id'), ['team_id'], unique=False)
        batch_op.create_index('uq_team_code_open', ['team_id', 'purpose'], unique=True, sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))

    op.create_table('tally_event',
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('hour', sa.DateTime(), nullable=False),
    sa.Column('answer', sa.Boolean(), nullable=False),
    sa.Column('undone', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_tally_event_measure_id_measure'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_tally_event_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('team_id', 'id', name=op.f('pk_tally_event')),
    sqlite_with_rowid=False
    )
    op.create_table('tally_hour',
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('hour', sa.DateTime(), nullable=False),
    sa.Column('yes', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.CheckConstraint('yes >= 0 AND yes <= total', name=op.f('ck_tally_hour_parts')),
    sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_tally_hour_measure_id_measure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('measure_id', 'hour', name=op.f('pk_tally_hour')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('tally_question', sa.String(80), nullable=False, server_default=''))

    with op.batch_alter_table('measurement', schema=None) as batch_op:
        batch_op.alter_column('recorded_by_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.create_check_constraint(batch_op.f(RECORDED_BY), "recorded_by_id IS NOT NULL OR source = 'tally'")


def downgrade() -> None:
    op.execute("DELETE FROM measurement WHERE recorded_by_id IS NULL")
    op.execute("DELETE FROM audit_line WHERE subject = 'team_code'")
    with op.batch_alter_table('measurement', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(RECORDED_BY), type_='check')
        batch_op.alter_column('recorded_by_id',
               existing_type=sa.INTEGER(),
               nullable=False)

    op.drop_column('measure', 'tally_question')

    op.drop_table('tally_hour')
    op.drop_table('tally_event')
    with op.batch_alter_table('team_code', schema=None) as batch_op:
        batch_op.drop_index('uq_team_code_open', sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_team_code_team_id'))

    op.drop_table('team_code')
