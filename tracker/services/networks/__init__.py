"""Learning networks: their facts, their teams, and what their charts are held to."""
