"""What the demo tells beside the measures and tests of a team: what is said of it, asked, lifted and found."""
