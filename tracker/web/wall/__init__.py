"""The wall: one measure's chart, its plan, its phases and what is written on it."""
