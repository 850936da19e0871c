"""What is shown of barriers: the team's log, a leader's own view, and the network's overview."""
