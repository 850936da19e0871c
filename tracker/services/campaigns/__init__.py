"""The day of a year: its dates, the units that sign up, what they count, and the numbers that are kept of it."""
