"""What is remembered: tables, constraints, and rules about one row. Importing this package registers every table."""

from tracker.models import audit, improvement, measurements, measures, networks, people, tally, teams, uploads

__all__ = ["audit", "improvement", "measurements", "measures", "networks", "people", "tally", "teams", "uploads"]
