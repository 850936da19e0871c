"""The team's room: its page, goals, interventions, tests, members and audit trail."""
