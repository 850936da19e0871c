"""Tell which lines of the audit trail one import wrote, so that they are read as one; and count the versions of notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0012_audit_and_notes'
down_revision = "0011_import_runs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('annotation', sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.add_column(sa.Column('import_run_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            'fk_audit_line_import_run_id_import_run', 'import_run', ['import_run_id'], ['id'], ondelete='SET NULL'
        )
        batch_op.create_index('ix_audit_line_import_run_id', ['import_run_id'])
    # An import wrote its lines at the moment it is kept by, in the name of who stored it.
    op.execute(
        "UPDATE audit_line SET import_run_id = (SELECT min(import_run.id) FROM import_run"
        " WHERE import_run.team_id = audit_line.team_id AND import_run.stored_at = audit_line.at"
        " AND import_run.stored_by_id = audit_line.user_id) WHERE subject = 'measure'"
    )


def downgrade() -> None:
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_line_import_run_id')
        batch_op.drop_constraint('fk_audit_line_import_run_id_import_run', type_='foreignkey')
        batch_op.drop_column('import_run_id')
    with op.batch_alter_table('annotation', schema=None) as batch_op:
        batch_op.drop_column('version')
