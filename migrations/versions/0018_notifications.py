"""Keep which notifications a person wants, what she has read, and the weeks she has had mail for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0018_notifications'
down_revision = "0017_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'notification_read',
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('row_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name='fk_notification_read_user_id_user_account', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('user_id', 'kind', 'row_id', name='pk_notification_read'),
    )
    op.create_table(
        'notification_choice',
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('here', sa.Boolean(), nullable=False),
        sa.Column('by_mail', sa.Boolean(), nullable=False),
        sa.Column('chosen_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name='fk_notification_choice_user_id_user_account', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('user_id', 'kind', name='pk_notification_choice'),
    )
    op.create_table(
        'weekly_digest',
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('iso_year', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('iso_week', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name='fk_weekly_digest_user_id_user_account', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('user_id', 'iso_year', 'iso_week', name='pk_weekly_digest'),
    )


def downgrade() -> None:
    op.drop_table('weekly_digest')
    op.drop_table('notification_choice')
    op.drop_table('notification_read')
