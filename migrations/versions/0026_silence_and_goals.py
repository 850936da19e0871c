"""Silence and held goals are signals too: what is so already is no news, so every measure is looked at anew."""

from __future__ import annotations

from alembic import op

revision = "0026_silence_and_goals"
down_revision = "0024_phase_proposal"
branch_labels = None
depends_on = None

_KINDS = "('silent', 'goal_held')"


def upgrade() -> None:
    op.execute("DELETE FROM signal_watch")


def downgrade() -> None:
    ours = f"SELECT id FROM measure_signal WHERE rule IN {_KINDS}"
    op.execute(f"DELETE FROM signal_read WHERE \"of\" IN ('came', 'went') AND row_id IN ({ours})")
    op.execute(f"DELETE FROM measure_signal WHERE rule IN {_KINDS}")
