"""What is new in the charts of an organisation, read one by one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.services.signals.news import mark_news_read, unread
from tracker.views.organisation_tabs import organisation_counts
from tracker.views.signals.news import NewsGroup, news_inbox, next_after
from tracker.web.core import query
from tracker.web.core.guard import organisation_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.signals.routes import routes


@routes.page("/organisations/<organisation>/news", access=Permission.READ_NEWS)
def news() -> ResponseReturnValue:
    """Show what is new: what needs a look first."""
    access = organisation_access()
    inbox = news_inbox(access, locale(), links(), asked=query.page_number())
    names = {
        NewsGroup.LOOK: _("Trenger et blikk"),
        NewsGroup.ANSWER: _("Svar fra team"),
        NewsGroup.PHASE: _("Fase å ta stilling til"),
        NewsGroup.BETTER: _("Bedring"),
    }
    return render_template(
        "signals/news.html",
        organisation=access.organisation,
        access=access,
        counts=organisation_counts(access, news=inbox.count),
        inbox=inbox,
        names=names,
    )


@routes.page("/organisations/<organisation>/news/read", access=Permission.READ_NEWS, methods=("POST",))
def read() -> ResponseReturnValue:
    """Mark what the page showed as read, and go on to the next or back to the list."""
    access = organisation_access()
    named = set(query.hidden("items").split())
    found = unread(access)
    onward = next_after(access, found, next(iter(named), ""), links()) if query.hidden("then") == "next" else ""
    mark_news_read(access, [item for item in found if item.name in named])
    if named and not onward:
        flash(_("Merket som lest."), "done")
    return redirect(onward or url_for("signals.news", organisation=access.organisation.slug))
