"""The front door: signing in, invitations, the demo's people, and the pages anyone may read."""
