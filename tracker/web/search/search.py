"""What the search field finds."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.services.finding import LEAST
from tracker.text.visible import without_invisible
from tracker.views.search import search_groups
from tracker.web.core import query
from tracker.web.core.guard import actor
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.routes import SIGNED_IN
from tracker.web.search.routes import routes


@routes.page("/search", access=SIGNED_IN)
def search() -> ResponseReturnValue:
    """Show what has the words in its name, by kind."""
    words = without_invisible(query.words("q")).strip()
    groups = search_groups(actor(), words, locale(), links()) if len(words) >= LEAST else []
    return render_template("search/search.html", words=words, groups=groups, least=LEAST)
