"""What pages show of goals, interventions and tests."""
