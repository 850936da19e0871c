"""Let networks meet: gatherings, their programme, what teams bring and answer, who came, and what was agreed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016_gatherings'
down_revision = "0015_programmes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('feed_token',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('token_hash', sa.String(64), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name='fk_feed_token_user_id_user_account', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_feed_token'),
        sa.UniqueConstraint('token_hash', name='uq_feed_token_token_hash'),
        sa.UniqueConstraint('user_id', name='uq_feed_token_user_id'),
    )
    op.create_table('gathering',
        sa.Column('network_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('title', sa.String(120), nullable=False),
        sa.Column('place', sa.String(200), nullable=False),
        sa.Column('travel', sa.String(400), nullable=False),
        sa.Column('sign_up_by', sa.Date(), nullable=True),
        sa.Column('seats', sa.Integer(), nullable=False),
        sa.Column('starts_at', sa.DateTime(), nullable=False),
        sa.Column('ends_at', sa.DateTime(), nullable=False),
        sa.Column('uid', sa.String(36), nullable=False),
        sa.Column('sequence', sa.Integer(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.Column('cancelled_at', sa.DateTime(), nullable=True),
        sa.Column('drawn_at', sa.DateTime(), nullable=True),
        sa.Column('created_by_id', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('submission', sa.String(36), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.CheckConstraint('ends_at > starts_at', name='ck_gathering_period'),
        sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name='fk_gathering_created_by_id_user_account'),
        sa.ForeignKeyConstraint(['network_id'], ['network.id'], name='fk_gathering_network_id_network', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_gathering'),
        sa.UniqueConstraint('submission', name='uq_gathering_submission'),
        sa.UniqueConstraint('uid', name='uq_gathering_uid'),
    )
    op.create_index('ix_gathering_network_id_starts_at', 'gathering', ['network_id', 'starts_at'])
    op.create_table('agreed_action',
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=True),
        sa.Column('text', sa.String(200), nullable=False),
        sa.Column('person', sa.String(120), nullable=False),
        sa.Column('due', sa.Date(), nullable=True),
        sa.Column('state', sa.String(40), nullable=False),
        sa.Column('done_at', sa.DateTime(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('submission', sa.String(36), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name='ck_agreed_action_done'),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_agreed_action_gathering_id_gathering', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_agreed_action_team_id_team', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_agreed_action'),
        sa.UniqueConstraint('submission', name='uq_agreed_action_submission'),
    )
    op.create_index('ix_agreed_action_gathering_id', 'agreed_action', ['gathering_id'])
    op.create_index('ix_agreed_action_team_id', 'agreed_action', ['team_id'])
    op.create_table('attachment',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(120), nullable=False),
        sa.Column('address', sa.String(500), nullable=False),
        sa.Column('added_at', sa.DateTime(), nullable=False),
        sa.Column('submission', sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_attachment_gathering_id_gathering', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_attachment'),
        sa.UniqueConstraint('submission', name='uq_attachment_submission'),
    )
    op.create_index('ix_attachment_gathering_id', 'attachment', ['gathering_id'])
    op.create_table('attendance',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(40), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('representatives', sa.Integer(), nullable=False),
        sa.CheckConstraint('people >= 0 AND representatives >= 0 AND representatives <= people', name='ck_attendance_people'),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_attendance_gathering_id_gathering', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_attendance_team_id_team', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_attendance'),
        sa.UniqueConstraint('gathering_id', 'team_id', name='uq_attendance_gathering_id_team_id'),
    )
    op.create_index('ix_attendance_team_id', 'attendance', ['team_id'])
    op.create_table('chosen_measure',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('measure_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_chosen_measure_gathering_id_gathering', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name='fk_chosen_measure_measure_id_measure', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_chosen_measure_team_id_team', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_chosen_measure'),
        sa.UniqueConstraint('gathering_id', 'measure_id', name='uq_chosen_measure_gathering_id_measure_id'),
    )
    op.create_index('ix_chosen_measure_measure_id', 'chosen_measure', ['measure_id'])
    op.create_index('ix_chosen_measure_team_id', 'chosen_measure', ['team_id'])
    op.create_table('gathering_day',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('starts_at', sa.DateTime(), nullable=False),
        sa.Column('ends_at', sa.DateTime(), nullable=False),
        sa.Column('dropped_at', sa.DateTime(), nullable=True),
        sa.CheckConstraint('ends_at > starts_at', name='ck_gathering_day_hours'),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_gathering_day_gathering_id_gathering', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_gathering_day'),
        sa.UniqueConstraint('gathering_id', 'position', name='uq_gathering_day_gathering_id_position'),
    )
    op.create_table('gathering_minutes',
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('text', sa.String(4000), nullable=False),
        sa.Column('written_by_id', sa.Integer(), nullable=False),
        sa.Column('written_at', sa.DateTime(), nullable=False),
        sa.Column('sent_at', sa.DateTime(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_gathering_minutes_gathering_id_gathering', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['written_by_id'], ['user_account.id'], name='fk_gathering_minutes_written_by_id_user_account'),
        sa.PrimaryKeyConstraint('id', name='pk_gathering_minutes'),
        sa.UniqueConstraint('gathering_id', name='uq_gathering_minutes_gathering_id'),
    )
    op.create_table('help_table',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(80), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_help_table_gathering_id_gathering', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_help_table'),
    )
    op.create_index('ix_help_table_gathering_id', 'help_table', ['gathering_id'])
    op.create_table('sign_up',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('signed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_sign_up_gathering_id_gathering', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_sign_up_team_id_team', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name='fk_sign_up_user_id_user_account', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_sign_up'),
        sa.UniqueConstraint('gathering_id', 'team_id', 'user_id', name='uq_sign_up_gathering_id_team_id_user_id'),
    )
    op.create_index('ix_sign_up_team_id', 'sign_up', ['team_id'])
    op.create_index('ix_sign_up_user_id', 'sign_up', ['user_id'])
    op.create_table('team_turn',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_team_turn_gathering_id_gathering', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_team_turn_team_id_team', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_team_turn'),
        sa.UniqueConstraint('gathering_id', 'team_id', name='uq_team_turn_gathering_id_team_id'),
    )
    op.create_index('ix_team_turn_team_id', 'team_turn', ['team_id'])
    op.create_table('preparation',
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('gathering_id', sa.Integer(), nullable=False),
        sa.Column('learned', sa.String(1000), nullable=False),
        sa.Column('help', sa.String(400), nullable=False),
        sa.Column('help_table_id', sa.Integer(), nullable=True),
        sa.Column('has_chosen', sa.Boolean(), nullable=False),
        sa.Column('report_sent_at', sa.DateTime(), nullable=True),
        sa.Column('report_sent_by_id', sa.Integer(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name='fk_preparation_gathering_id_gathering', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['help_table_id'], ['help_table.id'], name='fk_preparation_help_table_id_help_table', ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['report_sent_by_id'], ['user_account.id'], name='fk_preparation_report_sent_by_id_user_account'),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_preparation_team_id_team', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_preparation'),
        sa.UniqueConstraint('gathering_id', 'team_id', name='uq_preparation_gathering_id_team_id'),
    )
    op.create_index('ix_preparation_team_id', 'preparation', ['team_id'])
    op.create_table('programme_item',
        sa.Column('day_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(120), nullable=False),
        sa.Column('who', sa.String(200), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('minutes_each', sa.Integer(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('submission', sa.String(36), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.CheckConstraint('minutes >= 1', name='ck_programme_item_minutes'),
        sa.ForeignKeyConstraint(['day_id'], ['gathering_day.id'], name='fk_programme_item_day_id_gathering_day', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_programme_item'),
        sa.UniqueConstraint('submission', name='uq_programme_item_submission'),
    )
    op.create_index('ix_programme_item_day_id', 'programme_item', ['day_id'])


def downgrade() -> None:
    op.drop_index('ix_programme_item_day_id', table_name='programme_item')
    op.drop_table('programme_item')
    op.drop_index('ix_preparation_team_id', table_name='preparation')
    op.drop_table('preparation')
    op.drop_index('ix_team_turn_team_id', table_name='team_turn')
    op.drop_table('team_turn')
    op.drop_index('ix_sign_up_user_id', table_name='sign_up')
    op.drop_index('ix_sign_up_team_id', table_name='sign_up')
    op.drop_table('sign_up')
    op.drop_index('ix_help_table_gathering_id', table_name='help_table')
    op.drop_table('help_table')
    op.drop_table('gathering_minutes')
    op.drop_table('gathering_day')
    op.drop_index('ix_chosen_measure_team_id', table_name='chosen_measure')
    op.drop_index('ix_chosen_measure_measure_id', table_name='chosen_measure')
    op.drop_table('chosen_measure')
    op.drop_index('ix_attendance_team_id', table_name='attendance')
    op.drop_table('attendance')
    op.drop_index('ix_attachment_gathering_id', table_name='attachment')
    op.drop_table('attachment')
    op.drop_index('ix_agreed_action_team_id', table_name='agreed_action')
    op.drop_index('ix_agreed_action_gathering_id', table_name='agreed_action')
    op.drop_table('agreed_action')
    op.drop_index('ix_gathering_network_id_starts_at', table_name='gathering')
    op.drop_table('gathering')
    op.drop_table('feed_token')
