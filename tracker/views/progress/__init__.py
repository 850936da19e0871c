"""Progress as it is shown: the ladder with what speaks for each step, the months, and a team's cell in a table."""
