"""Commands: migrate, serve, first administrator, demo and import; the same services as the web."""

from __future__ import annotations

import click



@click.group()
def main() -> None:
    """Run Øyehøyde's commands."""


if __name__ == "__main__":
    main()
