"""Addresses made by Flask: in a request, and outside one from the site's own address."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, url_for

from tracker.views.links import Links

_IN_REQUEST = Links(url_for)


def links() -> Links:
    """Return the addresses of this request's pages."""
    return _IN_REQUEST


def links_from(app: Flask, base: str) -> Links:
    """Return whole addresses that begin with `base` (https://…), for what is made outside a request."""
    site = urlsplit(base)
    site_map = app.url_map.bind(site.netloc, script_name=site.path or "/", url_scheme=site.scheme)

    def address(page: str, /, **values: object) -> str:
        return site_map.build(page, values, force_external=True)

    return Links(address)
