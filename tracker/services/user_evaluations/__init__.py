"""Users who ask users: the evaluation and its dates, the guide, what was found, and what was agreed."""
