"""Who may do what, and the only way to rows."""
