"""The public pages of the day: of the nearest one, of each year, and its numbers while they are counted.

No cookie is read or set. A page is asked for anew each time (`no-cache`), so words that are withdrawn are gone at once;
only the numbers, which hold no words, may be kept for some seconds on the way.
"""

from __future__ import annotations

import json
from hashlib import sha256

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access.people import OSLO, local_day
from tracker.models.campaigns import CampaignStage
from tracker.services.campaigns.days import all_days, day_of_year, nearest_day
from tracker.services.campaigns.small_numbers import public_live_numbers
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.campaigns.day_languages import DAY_TEXTS
from tracker.text.campaigns.frame_texts import FRAME_TEXTS
from tracker.views.campaigns.public_day import AT_FIRST, MOST, DayReader, public_day
from tracker.web.campaigns.day_page import show
from tracker.web.campaigns.routes import routes
from tracker.web.components.page_language import asked_language, page_language
from tracker.web.core import query
from tracker.web.core.guard import now
from tracker.web.core.outermost.handing_out import keep_for
from tracker.web.core.routes import NO_COOKIE

_SECONDS = 15.0
"""How old the numbers may be that this process hands out."""
_ON_THE_WAY = 5
"""Seconds for which browsers and proxies may keep them: together no older than a viewer's twenty."""
_YEARS = 3
_LIVE = frozenset({CampaignStage.DAY, CampaignStage.COUNTING})


@routes.page("/dagen", access=NO_COOKIE)
def day() -> ResponseReturnValue:
    """Go to the nearest day; where none is planned, say so."""
    nearest = nearest_day(local_day(now()))
    if nearest is None:
        return show("campaigns/no_day.html", says=DAY_TEXTS[page_language().value])
    answer = redirect(url_for("campaigns.day_of", year=nearest.year, lang=asked_language()))
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@routes.page("/dagen/<int:year>", access=NO_COOKIE)
def day_of(year: int) -> ResponseReturnValue:
    """Show the page of a year: before the day, on it, or what is kept of it."""
    campaign = day_of_year(year)
    language, lang = page_language().value, asked_language()
    shown = query.whole("shown", most=MOST) or AT_FIRST
    everyone = query.words("units") == "all"
    says, frame, local = DAY_TEXTS[language], FRAME_TEXTS[language], now().astimezone(OSLO)
    reader = DayReader(frame, says, now(), max(shown, AT_FIRST), shows_all_units=everyone)
    page = public_day(campaign, reader)
    answer = show(
        "campaigns/day.html",
        page=page,
        says=says,
        year=year,
        kept=page.afterwards,
        here=url_for("campaigns.day_of", year=year, lang=lang),
        join=url_for("campaigns.join", year=year, lang=lang) if page.takes_units else "",
        counter=url_for("campaigns.day_numbers", year=year),
        more=url_for("campaigns.day_of", year=year, lang=lang, shown=page.more, units="all" if everyone else None),
        all_units=url_for("campaigns.day_of", year=year, lang=lang, units="all"),
        updated=frame.clock.format(hour=local.hour, minute=local.minute),
        gone=PATIENT_TEXTS[language].hidden_word,
        others=[
            (each.year, url_for("campaigns.day_of", year=each.year, lang=lang))
            for each in all_days()
            if each.year != year
        ][:_YEARS],
    )
    if page.bubbles or (page.afterwards is not None and page.afterwards.stories):
        answer.headers["X-Robots-Tag"] = "noindex"  # a search engine's copy could not be reached when words go
    answer.add_etag()
    return answer.make_conditional(request)


@routes.page("/dagen/<int:year>/tall.json", access=NO_COOKIE)
def day_numbers(year: int) -> ResponseReturnValue:
    """Tell how many are asked and have answered so far, as the page's script asks every twenty seconds."""
    campaign = day_of_year(year)
    said: dict[str, object] = {"live": campaign.stage(local_day(now())) in _LIVE}
    if said["live"]:
        numbers = public_live_numbers(campaign)
        said |= {"asked": numbers.asked, "answered": numbers.answered, "rounded": numbers.is_rounded}
    answer = Response(json.dumps({**said, "at": round(now().timestamp())}), mimetype="application/json")
    answer.set_etag(sha256(json.dumps(said).encode()).hexdigest()[:16], weak=True)
    answer.headers["Cache-Control"] = f"public, max-age={_ON_THE_WAY}"
    keep_for(_SECONDS)
    return answer
