"""Who may, and the only doors to rows."""
