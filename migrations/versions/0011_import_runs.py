"""Keep what a file brought in together, so that it can be undone; and what was decided about a file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0011_import_runs'
down_revision = "0010_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'import_run',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('stored_by_id', sa.Integer(), nullable=False),
        sa.Column('stored_at', sa.DateTime(), nullable=False),
        sa.Column('name', sa.String(120), nullable=False),
        sa.Column('until', sa.DateTime(), nullable=False),
        sa.Column('undone_at', sa.DateTime(), nullable=True),
        sa.Column('undone_by_id', sa.Integer(), nullable=True),
        sa.Column('undoing', sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_import_run_team_id_team', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['stored_by_id'], ['user_account.id'], name='fk_import_run_stored_by_id_user_account'),
        sa.ForeignKeyConstraint(['undone_by_id'], ['user_account.id'], name='fk_import_run_undone_by_id_user_account'),
        sa.PrimaryKeyConstraint('id', name='pk_import_run'),
    )
    op.create_index('ix_import_run_team_id', 'import_run', ['team_id'])
    op.create_table(
        'import_habit',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('header_hash', sa.String(64), nullable=False),
        sa.Column('columns', sa.JSON(), nullable=False),
        sa.Column('choices', sa.JSON(), nullable=False),
        sa.Column('measure_id', sa.Integer(), nullable=True),
        sa.Column('chosen_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_import_habit_team_id_team', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(
            ['measure_id'], ['measure.id'], name='fk_import_habit_measure_id_measure', ondelete='SET NULL'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_import_habit'),
        sa.UniqueConstraint('team_id', 'header_hash', name='uq_import_habit_team_id_header_hash'),
    )
    for table in ('measurement', 'rare_event'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('import_run_id', sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                f'fk_{table}_import_run_id_import_run', 'import_run', ['import_run_id'], ['id'], ondelete='SET NULL'
            )
            batch_op.create_index(f'ix_{table}_import_run_id', ['import_run_id'])
    op.create_table(
        'import_replaced',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('import_run_id', sa.Integer(), nullable=False),
        sa.Column('measurement_id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('value', sa.Double(), nullable=True),
        sa.Column('numerator', sa.Double(), nullable=True),
        sa.Column('denominator', sa.Double(), nullable=True),
        sa.Column('not_measured', sa.Boolean(), nullable=False),
        sa.Column('missing_reason', sa.String(40), nullable=True),
        sa.Column('note', sa.String(400), nullable=False),
        sa.Column('source', sa.String(40), nullable=False),
        sa.Column('recorded_by_id', sa.Integer(), nullable=True),
        sa.Column('recorded_at', sa.DateTime(), nullable=False),
        sa.Column('earlier_run_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['import_run_id'], ['import_run.id'], name='fk_import_replaced_import_run_id_import_run', ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['measurement_id'], ['measurement.id'], name='fk_import_replaced_measurement_id_measurement',
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['recorded_by_id'], ['user_account.id'], name='fk_import_replaced_recorded_by_id_user_account'
        ),
        sa.ForeignKeyConstraint(
            ['earlier_run_id'], ['import_run.id'], name='fk_import_replaced_earlier_run_id_import_run',
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name='pk_import_replaced'),
    )
    op.create_index('ix_import_replaced_import_run_id', 'import_replaced', ['import_run_id'])
    op.create_index('ix_import_replaced_measurement_id', 'import_replaced', ['measurement_id'])
    with op.batch_alter_table('upload', schema=None) as batch_op:
        batch_op.add_column(sa.Column('choices', sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('upload', schema=None) as batch_op:
        batch_op.drop_column('choices')
    op.drop_table('import_replaced')
    for table in ('rare_event', 'measurement'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f'ix_{table}_import_run_id')
            batch_op.drop_constraint(f'fk_{table}_import_run_id_import_run', type_='foreignkey')
            batch_op.drop_column('import_run_id')
    op.drop_table('import_habit')
    op.drop_table('import_run')
