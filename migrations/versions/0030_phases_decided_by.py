"""Let a network say that advisors decide on phases; where nobody has said so, the team does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030_phases_decided_by"
down_revision = "0028_barriers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "network", sa.Column("advisors_decide_phases", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    with op.batch_alter_table("network") as table:
        table.drop_column("advisors_decide_phases")
