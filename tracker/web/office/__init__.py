"""The office: users, organisations and networks."""
