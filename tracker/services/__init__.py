"""What people do: one keyword-only function per deed, its audit line in the same transaction."""
