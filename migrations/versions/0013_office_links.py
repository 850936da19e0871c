"""Know which links the office made, and keep an account's teams closed until it is confirmed whose it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0013_office_links'
down_revision = "0012_audit_and_notes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: SQLite adds such columns in place, without copying the table and what hangs on it.
    op.add_column('user_account', sa.Column('is_leader_opened', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('user_account', sa.Column('held_since', sa.DateTime(), nullable=True))
    op.add_column('user_account', sa.Column('former_password_hash', sa.String(200), nullable=True))
    op.add_column('user_account', sa.Column('office_link_at', sa.DateTime(), nullable=True))
    with op.batch_alter_table('account_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('by_office', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('made_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_account_link_made_by_id_user_account'), 'user_account', ['made_by_id'], ['id'],
            ondelete='SET NULL',
        )
    # Until now the office made every link; and who has a password without one chose it behind an invitation.
    op.execute(sa.text("UPDATE account_link SET by_office = true"))
    op.execute(
        sa.text(
            "UPDATE user_account SET is_leader_opened = true WHERE password_hash IS NOT NULL AND persona IS NULL"
            " AND NOT is_administrator AND EXISTS (SELECT 1 FROM membership WHERE membership.user_id = user_account.id)"
            " AND NOT EXISTS (SELECT 1 FROM account_link WHERE account_link.user_id = user_account.id)"
        )
    )
    op.create_table(
        'account_confirmation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=True),
        sa.Column('confirmed_by_id', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name=op.f('fk_account_confirmation_user_id_user_account'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['team_id'], ['team.id'], name=op.f('fk_account_confirmation_team_id_team'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['confirmed_by_id'], ['user_account.id'],
            name=op.f('fk_account_confirmation_confirmed_by_id_user_account'), ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_account_confirmation')),
    )
    op.create_index(op.f('ix_account_confirmation_user_id_team_id'), 'account_confirmation', ['user_id', 'team_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_account_confirmation_user_id_team_id'), table_name='account_confirmation')
    op.drop_table('account_confirmation')
    with op.batch_alter_table('account_link', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_account_link_made_by_id_user_account'), type_='foreignkey')
        batch_op.drop_column('made_by_id')
        batch_op.drop_column('by_office')
    for name in ('office_link_at', 'former_password_hash', 'held_since', 'is_leader_opened'):
        op.drop_column('user_account', name)
