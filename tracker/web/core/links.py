"""Addresses made by Flask: in a request, and outside one from the site's own address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, url_for

from tracker.views.links import Links
from tracker.web.core.settings import settings

_IN_REQUEST = Links(url_for)


def links() -> Links:
    """Return the addresses of this request's pages."""
    return _IN_REQUEST


def whole_address(endpoint: str, **values: Any) -> str:
    """Return an address with its host, for what is mailed, printed or drawn as a QR code."""
    base = settings().base_url
    return f"{base}{url_for(endpoint, **values)}" if base else url_for(endpoint, **values, _external=True)


def whole_links() -> Links:
    """Return the addresses of pages with their host, for what is mailed by a page."""
    return Links(whole_address)


def links_from(app: Flask, base: str) -> Links:
    """Return whole addresses that begin with `base` (https://…), for what is made outside a request."""
    site = urlsplit(base)
    site_map = app.url_map.bind(site.netloc, script_name=site.path or "/", url_scheme=site.scheme)

    def address(page: str, /, **values: object) -> str:
        return site_map.build(page, values, force_external=True)

    return Links(address)
