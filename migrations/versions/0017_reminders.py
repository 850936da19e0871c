"""Keep what hosts write to their teams, and to whom it went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0017_reminders'
down_revision = "0016_gatherings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'reminder',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('network_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('subject', sa.String(200), nullable=False),
        sa.Column('text', sa.String(2000), nullable=False),
        sa.Column('batch', sa.String(40), nullable=False),
        sa.Column('submission', sa.String(36), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('by_name', sa.String(120), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('goes_at', sa.DateTime(), nullable=False),
        sa.Column('stopped_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['network_id'], ['network.id'], name='fk_reminder_network_id_network', ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['by_id'], ['user_account.id'], name='fk_reminder_by_id_user_account', ondelete='SET NULL'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_reminder'),
        sa.UniqueConstraint('batch', name='uq_reminder_batch'),
        sa.UniqueConstraint('network_id', 'submission', name='uq_reminder_network_id_submission'),
    )
    op.create_index('ix_reminder_network_id_created_at', 'reminder', ['network_id', 'created_at'])
    op.create_table(
        'reminder_team',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('reminder_id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=True),
        sa.Column('to_name', sa.String(120), nullable=False),
        sa.Column('to_address', sa.String(254), nullable=False),
        sa.Column('last_number', sa.String(60), nullable=False),
        sa.Column('mail_id', sa.Integer(), nullable=True),
        sa.Column('not_mailed', sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(
            ['reminder_id'], ['reminder.id'], name='fk_reminder_team_reminder_id_reminder', ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_reminder_team_team_id_team', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name='fk_reminder_team_user_id_user_account', ondelete='SET NULL'
        ),
        sa.ForeignKeyConstraint(['mail_id'], ['mail.id'], name='fk_reminder_team_mail_id_mail', ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name='pk_reminder_team'),
        sa.UniqueConstraint('reminder_id', 'team_id', 'user_id', name='uq_reminder_team_reminder_id_team_id_user_id'),
    )
    op.create_index('ix_reminder_team_team_id', 'reminder_team', ['team_id'])


def downgrade() -> None:
    op.drop_table('reminder_team')
    op.drop_table('reminder')
