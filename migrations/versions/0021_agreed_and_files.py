"""Let what was agreed be changed by two people at once, and let files hang on a gathering."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021_agreed_and_files"
down_revision = "0020_mailing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agreed_action", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "gathering_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["user_account.id"], name="fk_gathering_file_added_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name="fk_gathering_file_gathering_id_gathering", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gathering_file"),
        sa.UniqueConstraint("submission", name="uq_gathering_file_submission"),
    )
    op.create_index("ix_gathering_file_gathering_id", "gathering_file", ["gathering_id"])
    op.create_table(
        "gathering_file_content",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["gathering_file.id"],
            name="fk_gathering_file_content_file_id_gathering_file",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("file_id", name="pk_gathering_file_content"),
    )


def downgrade() -> None:
    op.drop_table("gathering_file_content")
    op.drop_index("ix_gathering_file_gathering_id", table_name="gathering_file")
    op.drop_table("gathering_file")
    op.execute("DELETE FROM saved_version WHERE table_name = 'agreed_action'")
    op.drop_column("agreed_action", "version")
