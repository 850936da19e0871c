"""Let teams ask what matters: questions, answers, themes, what came of them, what was told, and how they go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031_answers"
down_revision = "0032_representatives"
branch_labels = None
depends_on = None

_VERSIONED = "('answer', 'answer_question', 'answer_theme', 'owner_text', 'retention_rule', 'telling')"


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("who", sa.String(40), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("sent_key", sa.String(64), nullable=True),
        sa.Column("code_hash", sa.String(64), nullable=True),
        sa.Column("code_turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=True),
        sa.Column("is_doubtful", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reject_reason", sa.String(40), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("hidden_words", sa.Integer(), nullable=False),
        sa.Column("public_from", sa.DateTime(), nullable=True),
        sa.Column("put_off_at", sa.DateTime(), nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(state = 'rejected') = (reject_reason IS NOT NULL)", name="ck_answer_rejected"),
        sa.CheckConstraint("(state = 'waiting') = (reviewed_at IS NULL)", name="ck_answer_reviewed"),
        sa.CheckConstraint("public_from IS NULL OR (state = 'approved' AND shared)", name="ck_answer_public"),
        sa.CheckConstraint("hidden_words >= 0", name="ck_answer_hidden_words"),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["user_account.id"], name="fk_answer_claimed_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["user_account.id"], name="fk_answer_reviewed_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["typed_by_id"], ["user_account.id"], name="fk_answer_typed_by_id_user_account", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("code_hash", name="uq_answer_code_hash"),
        sa.UniqueConstraint("public_id", name="uq_answer_public_id"),
        sa.UniqueConstraint("sent_key", name="uq_answer_sent_key"),
    )
    op.create_index("ix_answer_state_reviewed_at", "answer", ["state", "reviewed_at"])
    op.create_index("ix_answer_team_id_state_week", "answer", ["team_id", "state", "week"])
    op.create_table(
        "answer_question",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("stopped_after", sa.Integer(), server_default="28", nullable=False),
        sa.Column("told_since", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("stopped_after > 0", name="ck_answer_question_stopped_after"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_question_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_question"),
        sa.UniqueConstraint("team_id", name="uq_answer_question_team_id"),
    )
    op.create_table(
        "answer_theme",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("merged_at", sa.DateTime(), nullable=True),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(merged_into_id IS NULL) = (merged_at IS NULL)", name="ck_answer_theme_merged"),
        sa.CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="ck_answer_theme_not_into_itself"),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user_account.id"],
            name="fk_answer_theme_created_by_id_user_account",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["merged_by_id"], ["user_account.id"], name="fk_answer_theme_merged_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["answer_theme.id"],
            name="fk_answer_theme_merged_into_id_answer_theme",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_theme_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_theme"),
        sa.UniqueConstraint("submission", name="uq_answer_theme_submission"),
        sa.UniqueConstraint("team_id", "key", name="uq_answer_theme_team_id_key"),
        sa.UniqueConstraint("team_id", "slug", name="uq_answer_theme_team_id_slug"),
    )
    op.create_index("ix_answer_theme_merged_into_id", "answer_theme", ["merged_into_id"])
    op.create_table(
        "answer_week",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("acted", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("taken_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "heard >= acted AND acted >= 0 AND told >= 0 AND taken_in >= 0", name="ck_answer_week_counts"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_week_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "week", name="pk_answer_week"),
    )
    op.create_table(
        "card_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.CheckConstraint("first > 0 AND last >= first", name="ck_card_series_numbers"),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name="fk_card_series_made_by_id_user_account"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_card_series_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_card_series"),
        sa.UniqueConstraint("public_id", name="uq_card_series_public_id"),
        sa.UniqueConstraint("submission", name="uq_card_series_submission"),
        sa.UniqueConstraint("team_id", "first", name="uq_card_series_team_id_first"),
    )
    op.create_table(
        "review_habit",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("keys", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_review_habit_user_id_user_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_review_habit"),
    )
    op.create_table(
        "withdrawn_answer",
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("was_shown", sa.Boolean(), nullable=False),
        sa.Column("sent_key", sa.String(64), nullable=True),
        sa.Column("taken_down_at", sa.DateTime(), nullable=True),
        sa.Column("taken_down_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name="fk_withdrawn_answer_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["taken_down_by_id"],
            ["user_account.id"],
            name="fk_withdrawn_answer_taken_down_by_id_user_account",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_withdrawn_answer_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("public_id", name="pk_withdrawn_answer"),
        sa.UniqueConstraint("sent_key", name="uq_withdrawn_answer_sent_key"),
    )
    op.create_index("ix_withdrawn_answer_team_id_taken_down_at", "withdrawn_answer", ["team_id", "taken_down_at"])
    op.create_table(
        "answer_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind <> 'declined' OR reason <> ''", name="ck_answer_end_reason"),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name="fk_answer_end_answer_id_answer", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name="fk_answer_end_decided_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_end_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_end"),
        sa.UniqueConstraint("answer_id", name="uq_answer_end_answer_id"),
    )
    op.create_index("ix_answer_end_team_id_decided_on", "answer_end", ["team_id", "decided_on"])
    op.create_table(
        "answer_theme_link",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("was_theme_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name="fk_answer_theme_link_answer_id_answer", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name="fk_answer_theme_link_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_theme_link_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["answer_theme.id"], name="fk_answer_theme_link_theme_id_answer_theme", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["was_theme_id"],
            ["answer_theme.id"],
            name="fk_answer_theme_link_was_theme_id_answer_theme",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("answer_id", "theme_id", name="pk_answer_theme_link"),
    )
    op.create_index("ix_answer_theme_link_team_id", "answer_theme_link", ["team_id"])
    op.create_index("ix_answer_theme_link_theme_id", "answer_theme_link", ["theme_id"])
    op.create_table(
        "owner_text",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("text", sa.String(400), nullable=False),
        sa.Column("read_by", sa.String(120), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["network_id"], ["network.id"], name="fk_owner_text_network_id_network", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_owner_text"),
        sa.UniqueConstraint("network_id", "language", name="uq_owner_text_network_id_language"),
    )
    op.create_table(
        "question_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("asker", sa.String(120), nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("help_line", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["answer_question.id"],
            name="fk_question_text_question_id_answer_question",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_question_text_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_question_text"),
        sa.UniqueConstraint("question_id", "language", name="uq_question_text_question_id_language"),
    )
    op.create_index("ix_question_text_team_id", "question_text", ["team_id"])
    op.create_table(
        "retention_rule",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("unread_months", sa.Integer(), nullable=False),
        sa.Column("next_run_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("postponed_until", sa.Date(), nullable=True),
        sa.Column("postponed_why", sa.String(200), nullable=False),
        sa.Column("postponed_at", sa.DateTime(), nullable=True),
        sa.Column("postponed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(postponed_until IS NULL) = (postponed_at IS NULL)", name="ck_retention_rule_postponed"),
        sa.CheckConstraint("months > 0 AND unread_months > 0", name="ck_retention_rule_times"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name="fk_retention_rule_decided_by_id_user_account",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["network.id"], name="fk_retention_rule_network_id_network", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["postponed_by_id"],
            ["user_account.id"],
            name="fk_retention_rule_postponed_by_id_user_account",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_retention_rule"),
        sa.UniqueConstraint("network_id", name="uq_retention_rule_network_id"),
    )
    op.create_table(
        "retention_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("is_dry", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(120), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("left_over", sa.Integer(), nullable=True),
        sa.Column("purged", sa.JSON(), nullable=False),
        sa.Column("failed_at", sa.DateTime(), nullable=True),
        sa.Column("backups_gone_on", sa.Date(), nullable=True),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name="fk_retention_run_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["network.id"], name="fk_retention_run_network_id_network", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_retention_run"),
        sa.UniqueConstraint("public_id", name="uq_retention_run_public_id"),
        sa.UniqueConstraint("submission", name="uq_retention_run_submission"),
    )
    op.create_index("ix_retention_run_network_id_started_at", "retention_run", ["network_id", "started_at"])
    op.create_table(
        "telling",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String(600), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("submission", sa.String(36), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_telling_measure_id_measure", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["user_account.id"],
            name="fk_telling_published_by_id_user_account",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_telling_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["answer_theme.id"], name="fk_telling_theme_id_answer_theme", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["user_account.id"], name="fk_telling_told_by_id_user_account", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_telling"),
        sa.UniqueConstraint("public_id", name="uq_telling_public_id"),
        sa.UniqueConstraint("submission", name="uq_telling_submission"),
    )
    op.create_index("ix_telling_measure_id", "telling", ["measure_id"])
    op.create_index("ix_telling_team_id_told_on", "telling", ["team_id", "told_on"])
    op.create_index("ix_telling_theme_id", "telling", ["theme_id"])
    op.create_table(
        "answer_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("intervention_id", sa.Integer(), nullable=True),
        sa.Column("cycle_id", sa.Integer(), nullable=True),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("linked_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(intervention_id IS NULL) <> (cycle_id IS NULL)", name="ck_answer_link_one_deed"),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name="fk_answer_link_answer_id_answer", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["pdsa_cycle.id"], name="fk_answer_link_cycle_id_pdsa_cycle", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_answer_link_intervention_id_intervention",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["linked_by_id"], ["user_account.id"], name="fk_answer_link_linked_by_id_user_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_link_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_link"),
        sa.UniqueConstraint("answer_id", "cycle_id", name="uq_answer_link_answer_id_cycle_id"),
        sa.UniqueConstraint("answer_id", "intervention_id", name="uq_answer_link_answer_id_intervention_id"),
    )
    op.create_index("ix_answer_link_cycle_id", "answer_link", ["cycle_id"])
    op.create_index("ix_answer_link_intervention_id", "answer_link", ["intervention_id"])
    op.create_index("ix_answer_link_team_id_linked_on", "answer_link", ["team_id", "linked_on"])
    op.create_table(
        "telling_answer",
        sa.Column("telling_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name="fk_telling_answer_answer_id_answer", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_telling_answer_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["telling_id"], ["telling.id"], name="fk_telling_answer_telling_id_telling", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("telling_id", "answer_id", name="pk_telling_answer"),
    )
    op.create_index("ix_telling_answer_answer_id", "telling_answer", ["answer_id"])
    op.create_index("ix_telling_answer_team_id", "telling_answer", ["team_id"])


def downgrade() -> None:
    op.execute("DELETE FROM team_code WHERE purpose = 'answer'")
    op.execute(f"DELETE FROM saved_version WHERE table_name IN {_VERSIONED}")
    op.drop_index("ix_telling_answer_team_id", table_name="telling_answer")
    op.drop_index("ix_telling_answer_answer_id", table_name="telling_answer")
    op.drop_table("telling_answer")
    op.drop_index("ix_answer_link_team_id_linked_on", table_name="answer_link")
    op.drop_index("ix_answer_link_intervention_id", table_name="answer_link")
    op.drop_index("ix_answer_link_cycle_id", table_name="answer_link")
    op.drop_table("answer_link")
    op.drop_index("ix_telling_theme_id", table_name="telling")
    op.drop_index("ix_telling_team_id_told_on", table_name="telling")
    op.drop_index("ix_telling_measure_id", table_name="telling")
    op.drop_table("telling")
    op.drop_index("ix_retention_run_network_id_started_at", table_name="retention_run")
    op.drop_table("retention_run")
    op.drop_table("retention_rule")
    op.drop_index("ix_question_text_team_id", table_name="question_text")
    op.drop_table("question_text")
    op.drop_table("owner_text")
    op.drop_index("ix_answer_theme_link_theme_id", table_name="answer_theme_link")
    op.drop_index("ix_answer_theme_link_team_id", table_name="answer_theme_link")
    op.drop_table("answer_theme_link")
    op.drop_index("ix_answer_end_team_id_decided_on", table_name="answer_end")
    op.drop_table("answer_end")
    op.drop_index("ix_withdrawn_answer_team_id_taken_down_at", table_name="withdrawn_answer")
    op.drop_table("withdrawn_answer")
    op.drop_table("review_habit")
    op.drop_table("card_series")
    op.drop_table("answer_week")
    op.drop_index("ix_answer_theme_merged_into_id", table_name="answer_theme")
    op.drop_table("answer_theme")
    op.drop_table("answer_question")
    op.drop_index("ix_answer_team_id_state_week", table_name="answer")
    op.drop_index("ix_answer_state_reviewed_at", table_name="answer")
    op.drop_table("answer")
