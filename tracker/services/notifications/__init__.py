"""Notifications: which kinds a person wants, what she has read, and the weeks she has had mail for."""
