"""Give programmes an address, goals, owners and steering groups, and networks their aim, plan and agreement."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = '0015_programmes'
down_revision = "0014_mail"
branch_labels = None
depends_on = None

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u", "é": "e"})
_WORDS = (('aim', 1000), ('owner', 200), ('partners', 500), ('funders', 500), ('contact', 200))


def upgrade() -> None:
    op.add_column('programme', sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    op.add_column('programme', sa.Column('slug', sa.String(120), nullable=True))
    for name, length in _WORDS:
        op.add_column('programme', sa.Column(name, sa.String(length), nullable=False, server_default=''))
    _fill_slugs()
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.alter_column('slug', existing_type=sa.String(120), nullable=False)
        batch_op.create_unique_constraint('uq_programme_slug', ['slug'])
    op.create_table(
        'programme_goal',
        sa.Column('programme_id', sa.Integer(), nullable=False),
        sa.Column('text', sa.String(300), nullable=False),
        sa.Column('judgement', sa.String(1000), nullable=False),
        sa.Column('judged_by', sa.String(120), nullable=False),
        sa.Column('judged_on', sa.Date(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False, server_default='1'),
        sa.ForeignKeyConstraint(
            ['programme_id'], ['programme.id'], name='fk_programme_goal_programme_id_programme', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_programme_goal'),
    )
    op.create_index('ix_programme_goal_programme_id', 'programme_goal', ['programme_id'])
    op.create_table(
        'steering_member',
        sa.Column('programme_id', sa.Integer(), nullable=True),
        sa.Column('network_id', sa.Integer(), nullable=True),
        sa.Column('name', sa.String(120), nullable=False),
        sa.Column('organisation', sa.String(200), nullable=False),
        sa.Column('role', sa.String(40), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False, server_default='1'),
        sa.CheckConstraint('(programme_id IS NULL) <> (network_id IS NULL)', name=op.f('ck_steering_member_one_group')),
        sa.ForeignKeyConstraint(
            ['programme_id'], ['programme.id'], name='fk_steering_member_programme_id_programme', ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['network_id'], ['network.id'], name='fk_steering_member_network_id_network', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_steering_member'),
    )
    op.create_index('ix_steering_member_programme_id', 'steering_member', ['programme_id'])
    op.create_index('ix_steering_member_network_id', 'steering_member', ['network_id'])
    for table, other in (('ownership', 'programme'), ('leadership', 'organisation')):
        op.create_table(
            table,
            sa.Column('id', sa.Integer(), nullable=False),
            sa.Column('user_id', sa.Integer(), nullable=False),
            sa.Column(f'{other}_id', sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ['user_id'], ['user_account.id'], name=f'fk_{table}_user_id_user_account', ondelete='CASCADE'
            ),
            sa.ForeignKeyConstraint(
                [f'{other}_id'], [f'{other}.id'], name=f'fk_{table}_{other}_id_{other}', ondelete='CASCADE'
            ),
            sa.PrimaryKeyConstraint('id', name=f'pk_{table}'),
            sa.UniqueConstraint('user_id', f'{other}_id', name=f'uq_{table}_user_id_{other}_id'),
        )
        op.create_index(f'ix_{table}_{other}_id', table, [f'{other}_id'])
    with op.batch_alter_table('network', schema=None) as batch_op:
        batch_op.add_column(sa.Column('aim', sa.String(1000), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('planned_with', sa.String(1000), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('planned_gatherings', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('join_by', sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column('teams_see_each_other', sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column('agreement', sa.String(2000), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('agreement_changed_at', sa.DateTime(), nullable=True))
        batch_op.create_check_constraint('planned_gatherings', 'planned_gatherings >= 0')
        batch_op.create_index('ix_network_programme_id', ['programme_id'])
    with op.batch_alter_table('network_team', schema=None) as batch_op:
        batch_op.add_column(sa.Column('agreed_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('agreed_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            'fk_network_team_agreed_by_id_user_account', 'user_account', ['agreed_by_id'], ['id']
        )


def downgrade() -> None:
    with op.batch_alter_table('network_team', schema=None) as batch_op:
        batch_op.drop_constraint('fk_network_team_agreed_by_id_user_account', type_='foreignkey')
        batch_op.drop_column('agreed_by_id')
        batch_op.drop_column('agreed_at')
    with op.batch_alter_table('network', schema=None) as batch_op:
        batch_op.drop_index('ix_network_programme_id')
        batch_op.drop_constraint(op.f('ck_network_planned_gatherings'), type_='check')
        for name in (
            'agreement_changed_at', 'agreement', 'teams_see_each_other', 'join_by', 'planned_gatherings',
            'planned_with', 'aim',
        ):
            batch_op.drop_column(name)
    for table in ('leadership', 'ownership', 'steering_member', 'programme_goal'):
        op.drop_table(table)
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.drop_constraint('uq_programme_slug', type_='unique')
        for name in ('slug', *(name for name, _length in _WORDS), 'version'):
            batch_op.drop_column(name)


def _fill_slugs() -> None:
    """Give each programme an address made of its name; a number follows where another has it."""
    connection = op.get_bind()
    taken: set[str] = set()
    rows = connection.execute(sa.text('SELECT id, name FROM programme ORDER BY id')).all()
    for row_id, name in rows:
        words = re.sub(r'[^a-z0-9]+', '-', name.lower().translate(_LETTERS)).strip('-')
        base = words[:100].strip('-') or 'program'
        number, slug = 1, base
        while slug in taken:
            number += 1
            slug = f'{base}-{number}'
        taken.add(slug)
        connection.execute(sa.text('UPDATE programme SET slug = :slug WHERE id = :id'), {'slug': slug, 'id': row_id})
