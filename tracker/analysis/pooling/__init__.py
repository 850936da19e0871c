"""Many teams together: what may be shown of small numbers, and whether the teams are unlike."""
