"""Accounts: passwords, sessions, links, and what the administration does with them."""
