"""The audit trail: written by every service in the same transaction, read by the team leader."""
