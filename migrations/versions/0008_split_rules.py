"""Read run charts by limits that know how the points split, and keep what people say of a chart's axis and periods.

Charts read with Anhøj's limits that nobody chose get the new default. Whoever decides on charts is told once, on the
measure's page, where that gives another verdict: `rules_changed_at` stands until they have read it.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0008_split_rules'
down_revision = '0007_catalogue_texts'
branch_labels = None
depends_on = None

CHOSEN = """
    SELECT 1 FROM audit_line
    WHERE audit_line.subject = 'measure' AND audit_line.subject_id = measure.id AND audit_line.deed = 'changed'
    AND CAST(audit_line."after" AS TEXT) LIKE '%"rule_set"%'
    AND CAST(audit_line."after" AS TEXT) NOT LIKE '%"value_kind"%'
"""
"""A line of the trail where a person chose rules. One with the kind of value is the plan's, which took the rules along."""


def upgrade() -> None:
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rules_changed_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('axis_from', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('axis_from_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_measure_axis_from_by_id_user_account'), 'user_account', ['axis_from_by_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_measure_axis_from_who'), '(axis_from IS NULL) = (axis_from_by_id IS NULL)')

    with op.batch_alter_table('measurement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('finished_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('finished_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_measurement_finished_by_id_user_account'), 'user_account', ['finished_by_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_measurement_finished_who_and_when'), '(finished_at IS NULL) = (finished_by_id IS NULL)')

    moved = sa.text(
        "UPDATE measure SET rule_set = 'anhoej_split', rules_changed_at = :now "
        f"WHERE rule_set = 'anhoej' AND chart_kind = 'run' AND NOT EXISTS ({CHOSEN})"
    )
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    op.get_bind().execute(moved.bindparams(sa.bindparam('now', now, sa.DateTime())))


def downgrade() -> None:
    op.execute("UPDATE measure SET rule_set = 'anhoej' WHERE rule_set = 'anhoej_split'")
    op.execute("UPDATE measure SET rule_set = 'ihi_exact' WHERE rule_set = 'ihi_split'")
    with op.batch_alter_table('measurement', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_measurement_finished_who_and_when'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_measurement_finished_by_id_user_account'), type_='foreignkey')
        batch_op.drop_column('finished_by_id')
        batch_op.drop_column('finished_at')

    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_measure_axis_from_who'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_measure_axis_from_by_id_user_account'), type_='foreignkey')
        batch_op.drop_column('axis_from_by_id')
        batch_op.drop_column('axis_from')
        batch_op.drop_column('rules_changed_at')
