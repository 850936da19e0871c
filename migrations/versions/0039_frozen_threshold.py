"""A frozen year keeps the threshold that its numbers were told by: a network that agrees on another changes no old page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039_frozen_threshold"
down_revision = "0038_letters_of_the_day"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign_result", sa.Column("threshold", sa.Integer(), server_default="5", nullable=False))
    op.execute(
        "UPDATE campaign_result SET threshold = COALESCE((SELECT MAX(network.small_number) FROM network, campaign "
        "WHERE campaign.id = campaign_result.campaign_id AND (network.id = campaign.network_id "
        "OR (campaign.network_id IS NULL AND network.programme_id = campaign.programme_id))), 5)"
    )


def downgrade() -> None:
    with op.batch_alter_table("campaign_result") as table:
        table.drop_column("threshold")
