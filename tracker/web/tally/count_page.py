"""The page by the bed: a question, yes or no, from whoever has the team's code. It works without scripts and network.

Nothing is read from cookies here, and none is set. The code in the address is the only authority, and another site
that wanted to forge a press would have to know it; knowing it, it could as well count itself. So these pages carry no
form token, and a count that waited on a phone over a weekend can still be sent.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote
from uuid import UUID

from flask import Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.team_code import CodeAccess, show_code
from tracker.services.tally.counts import Count, TooManyCountsError, take_in
from tracker.services.tally.sums import questions_of
from tracker.views.tally.count_page import MOST_CARDS, MOST_MARKS, cards_of, day_in_words, last_of, today_of
from tracker.web.core import query
from tracker.web.core.assets import asset
from tracker.web.core.guard import begin_writing, code_access
from tracker.web.core.intake import json_body
from tracker.web.core.language import chosen_here, locale
from tracker.web.core.routes import ANYONE, BY_TELL_CODE
from tracker.web.tally.batch import MOST_BYTES, NotABatchError, read_batch
from tracker.web.tally.routes import routes


@routes.page("/tell/<code>", access=BY_TELL_CODE, methods=("GET", "POST"))
def tell() -> ResponseReturnValue:
    """Show the questions; count a press that was sent as a form. `?last=` is the count that can be undone."""
    access = code_access()
    code = show_code(access.code.code)
    asked = chosen_here()
    lang = asked.value if asked else None
    if request.method == "POST":
        said: dict[str, Any] = _count_from_form(access)
        return redirect(url_for("tally.tell", code=code, lang=lang, **said), 303)
    address = url_for("tally.tell", code=code, lang=lang)
    if unquote(request.path) != unquote(url_for("tally.tell", code=code)):  # typed in capitals or without dashes
        return redirect(address)
    cards = cards_of(access, locale())
    page = render_template(
        "tally/count_page.html",
        team=access.team,
        address=address,
        code=code,
        lang=lang,
        at=access.now.isoformat(),
        cards=cards,
        as_list=len(cards) > MOST_CARDS,
        most_marks=MOST_MARKS,
        today=access.today,
        day=day_in_words(access.today, locale()),
        last=last_of(access, cards, query.uuid("last")),
        undone=query.is_set("undone"),
    )
    return _closed(make_response(page))


@routes.page("/tell/<code>/counts", access=BY_TELL_CODE, methods=("POST",))
def tell_counts() -> ResponseReturnValue:
    """Take a batch in; answer with what is safe here, what never will be, and today's sums of all phones."""
    access = code_access()
    body = json_body(most_bytes=MOST_BYTES)
    try:
        batch = read_batch(body)
        questions = questions_of(access)
        begin_writing()
        taken = take_in(access, batch.counts)
    except NotABatchError:
        abort(400)
    except TooManyCountsError:
        abort(429)
    refused = [*batch.unreadable, *map(str, taken.refused)]
    return jsonify(
        kept=[str(each) for each in taken.kept],
        refused=refused,
        old=[str(each) for each in taken.old],
        today=today_of(access, questions),
    )


@routes.page("/tell/<code>/manifest.webmanifest", access=BY_TELL_CODE)
def tell_manifest() -> ResponseReturnValue:
    """Say what the page is called and looks like on a phone's home screen."""
    access = code_access()
    asked = chosen_here()
    address = url_for("tally.tell", code=show_code(access.code.code), lang=asked.value if asked else None)
    answer = jsonify(
        id=url_for("tally.tell", code=show_code(access.code.code)),
        start_url=address,
        scope=url_for("tally.tell_worker").removesuffix("sw.js"),
        name=_("Tell – %(team)s", team=access.team.name),
        short_name=_("Tell"),
        display="standalone",
        background_color="#0f3f3a",
        theme_color="#0f3f3a",
        icons=[
            {"src": asset("icons/tell-192.png"), "sizes": "192x192", "type": "image/png"},
            {
                "src": asset("icons/tell-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "any maskable",
            },
        ],
    )
    answer.mimetype = "application/manifest+json"
    return _closed(answer)


@routes.page("/tell/sw.js", access=ANYONE)
def tell_worker() -> ResponseReturnValue:
    """Give the service worker, from the folder it is to serve: it may not reach beyond the pages under it.

    It names the script of this release, so a phone that has last release's worker sees that there is a newer one.
    """
    answer = Response(f'import "{asset("js/tell/worker.js")}";\n', mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _count_from_form(access: CodeAccess) -> dict[str, str]:
    """Count or undo what a form says, and return what the address then carries."""
    count_id, question = query.hidden_uuid("id"), query.hidden_id("question")
    if count_id is None or question is None:
        abort(400)
    undone, answer = query.hidden("undo") == "1", query.hidden("answer")
    if answer not in {"yes", "no"}:
        abort(400)
    begin_writing()
    try:
        taken = take_in(access, [Count(count_id, question, answer == "yes", undone=undone)])
    except TooManyCountsError:
        abort(429)
    return _said(count_id, undone=undone) if taken.kept else {}


def _said(count_id: UUID, *, undone: bool) -> dict[str, str]:
    return {"undone": "1"} if undone else {"last": str(count_id)}


def _closed(answer: Response) -> Response:
    """Keep the code to those who have it: out of other sites' logs, and out of search."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
