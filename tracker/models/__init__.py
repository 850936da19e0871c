"""What is remembered: tables, constraints, and rules about one row. Importing this package registers every table."""

from tracker.models import (
    accounts,
    answers,
    audit,
    barriers,
    campaigns,
    gatherings,
    imports,
    improvement,
    mail,
    measurements,
    measures,
    networks,
    notifications,
    organisations,
    programmes,
    progress,
    reminders,
    representatives,
    tally,
    teams,
    threads,
    user_evaluations,
    versions,
)

__all__ = [
    "accounts", "answers", "audit", "barriers", "campaigns", "gatherings", "imports", "improvement", "mail",
    "measurements", "measures", "networks", "notifications", "organisations", "programmes", "progress", "reminders",
    "representatives", "tally", "teams", "threads", "user_evaluations", "versions",
]  # fmt: skip
