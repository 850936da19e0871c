"""The network: every team at a glance, for the host and the advisor."""
