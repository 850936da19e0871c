"""What pages of gatherings show: lists, one gathering for its host and for a team, and calendars."""
