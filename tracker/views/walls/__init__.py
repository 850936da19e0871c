"""What a wall of charts shows: all charts of an organisation, or one measure of a network, on scales they share."""
