"""Progress: what speaks for each step, who may see whose, and the setting of a month's step."""
