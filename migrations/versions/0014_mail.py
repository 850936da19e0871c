"""Keep mail until it is sent, what people want of it, and who asked for a new password."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0014_mail'
down_revision = "0013_office_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'mail',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('batch', sa.String(40), nullable=True),
        sa.Column('user_id', sa.Integer(), nullable=True),
        sa.Column('to_name', sa.String(120), nullable=False),
        sa.Column('to_address', sa.String(254), nullable=False),
        sa.Column('subject', sa.String(250), nullable=False),
        sa.Column('message_id', sa.String(250), nullable=False),
        sa.Column('raw', sa.LargeBinary(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('not_before', sa.DateTime(), nullable=False),
        sa.Column('next_try_at', sa.DateTime(), nullable=False),
        sa.Column('give_up_at', sa.DateTime(), nullable=False),
        sa.Column('state', sa.String(40), nullable=False),
        sa.Column('owner', sa.String(80), nullable=True),
        sa.Column('lease_until', sa.DateTime(), nullable=True),
        sa.Column('tries', sa.Integer(), nullable=False),
        sa.Column('fault', sa.String(40), nullable=True),
        sa.Column('sent_at', sa.DateTime(), nullable=True),
        sa.Column('put_aside_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name='fk_mail_user_id_user_account', ondelete='SET NULL'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_mail'),
        sa.UniqueConstraint('message_id', name='uq_mail_message_id'),
    )
    op.create_index('ix_mail_user_id', 'mail', ['user_id'])
    op.create_index('ix_mail_batch', 'mail', ['batch'])
    op.create_index('ix_mail_state_next_try_at', 'mail', ['state', 'next_try_at'])
    op.create_table(
        'mail_choice',
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('wants', sa.Boolean(), nullable=False),
        sa.Column('chosen_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['user_account.id'], name='fk_mail_choice_user_id_user_account', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('user_id', 'kind', name='pk_mail_choice'),
    )
    op.create_table(
        'password_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('email', sa.String(254), nullable=False),
        sa.Column('asked_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name='pk_password_request'),
    )
    op.create_index('ix_password_request_asked_at', 'password_request', ['asked_at'])


def downgrade() -> None:
    op.drop_table('password_request')
    op.drop_table('mail_choice')
    op.drop_table('mail')
