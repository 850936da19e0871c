"""Keep the library's texts by language in one column, so that a language more needs no column more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0007_catalogue_texts'
down_revision = '0006_how_recorded'
branch_labels = None
depends_on = None

LENGTHS = {'name': 200, 'numerator': 200, 'denominator': 200, 'unit': 60, 'exclusions': 400}
COLUMNS = [(text, language) for text in LENGTHS for language in ('nb', 'en')]

ROWS = sa.table(
    'catalogue_measure',
    sa.column('id', sa.Integer),
    sa.column('texts', sa.JSON),
    *(sa.column(f'{text}_{language}', sa.String) for text, language in COLUMNS),
)


def upgrade() -> None:
    with op.batch_alter_table('catalogue_measure', schema=None) as batch_op:
        batch_op.add_column(sa.Column('texts', sa.JSON(), nullable=False, server_default='{}'))
    connection = op.get_bind()
    columns = [ROWS.c[f'{text}_{language}'] for text, language in COLUMNS]
    for row in connection.execute(sa.select(ROWS.c.id, *columns)).mappings().all():
        texts = {language: {text: row[f'{text}_{language}'] for text in LENGTHS} for language in ('nb', 'en')}
        connection.execute(sa.update(ROWS).where(ROWS.c.id == row['id']).values(texts=texts))
    with op.batch_alter_table('catalogue_measure', schema=None) as batch_op:
        batch_op.alter_column('texts', existing_type=sa.JSON(), existing_nullable=False, server_default=None)
        for text, language in COLUMNS:
            batch_op.drop_column(f'{text}_{language}')


def downgrade() -> None:
    with op.batch_alter_table('catalogue_measure', schema=None) as batch_op:
        for text, language in COLUMNS:
            batch_op.add_column(
                sa.Column(f'{text}_{language}', sa.String(LENGTHS[text]), nullable=False, server_default='')
            )
    connection = op.get_bind()
    for row_id, texts in connection.execute(sa.select(ROWS.c.id, ROWS.c.texts)).all():
        kept = {language: texts.get(language) or texts['nb'] for language in ('nb', 'en')}
        values = {f'{text}_{language}': kept[language][text] for text, language in COLUMNS}
        connection.execute(sa.update(ROWS).where(ROWS.c.id == row_id).values(**values))
    with op.batch_alter_table('catalogue_measure', schema=None) as batch_op:
        for text, language in COLUMNS:
            batch_op.alter_column(
                f'{text}_{language}', existing_type=sa.String(LENGTHS[text]), existing_nullable=False, server_default=None
            )
        batch_op.drop_column('texts')
