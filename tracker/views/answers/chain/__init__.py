"""What the pages of the chain show: the list over themes, one theme, one answer, and the run charts."""
