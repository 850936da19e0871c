"""Svarveggen: what patients and relatives said, where it is, and what was done; and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.analysis import PeriodKind
from tracker.models.answers import AnsweredBy
from tracker.services.answers.standing import WhereItIs
from tracker.services.answers.wall import A_PAGE, WallGroup, take_along
from tracker.services.answers.withdrawing import take_down
from tracker.services.answers.words import AnswerWords
from tracker.text.csv import csv_lines
from tracker.text.locale import Locale, marked
from tracker.text.period_address import write_period
from tracker.views.answers.standing import StandingInWords, standings_in_words
from tracker.views.answers.themes import theme_names
from tracker.views.answers.wall import AnswerWallPage, wall_page
from tracker.views.labels import label as label_of
from tracker.web.answers.routes import routes
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale

_MOST = 600
_HEADS = (
    marked("Svar"),
    marked("Hvem"),
    marked("Uke"),
    marked("Språk"),
    marked("Deling"),
    marked("Temaer"),
    marked("Hvor det er"),
    marked("Hva vi gjorde"),
)


@routes.page("/teams/<team>/answers", access=Permission.READ_ANSWERS)
def wall() -> ResponseReturnValue:
    """Show the wall, whole or filtered."""
    access = team_access()
    group, who = query.member(WallGroup, "group"), query.member(AnsweredBy, "who")
    theme = query.slug("theme") or ""
    month = query.period(PeriodKind.MONTH)
    shown = query.whole("shown", most=_MOST) or A_PAGE
    page = wall_page(access, locale(), group=group, theme=theme, who=who, month=month, shown=shown)
    asked: dict[str, Any] = {
        "group": group,
        "theme": page.theme.slug if page.theme else None,
        "who": who,
        "month": write_period(month) if month else None,
    }

    def here(**changed: Any) -> str:
        return url_for("answers.wall", team=access.team.slug, **{**asked, **changed})

    return render_template(
        "answers/wall.html",
        access=access,
        team=access.team,
        page=page,
        numbers=_numbers(page),
        here=here,
        month=asked["month"],
        people=[(each, label_of(each, locale())) for each in (AnsweredBy.PATIENT, AnsweredBy.KIN)],
    )


def _numbers(page: AnswerWallPage) -> list[tuple[WallGroup | None, int, str, str]]:
    """Return the large numbers: what each filters by, how many, its sign and its words."""
    counts = page.counts
    return [
        (None, counts.read, "", _("svar er lest")),
        (
            WallGroup.WAITING,
            counts.groups[WallGroup.WAITING],
            WhereItIs.WAITING.value,
            _("venter på at dere avklarer"),
        ),
        (WallGroup.ON_THE_WAY, counts.groups[WallGroup.ON_THE_WAY], WhereItIs.TESTED.value, _("er idé eller test")),
        (WallGroup.DONE, counts.groups[WallGroup.DONE], WhereItIs.DONE.value, _("ble til tiltak")),
        (WallGroup.TOLD, counts.groups[WallGroup.TOLD], WhereItIs.TOLD.value, _("er fortalt tilbake")),
    ]


@routes.page("/teams/<team>/answers/file", access=Permission.RECORD, methods=("POST",))
def wall_file() -> ResponseReturnValue:
    """Send what the team has read as a file, line by line; the trail tells who took it."""
    access = team_access()
    rows = take_along(access)
    where = standings_in_words(access, [row.id for row in rows], locale())
    names = {theme.id: theme.name for theme in theme_names(access, locale()) if theme.id is not None}
    answer = Response(csv_lines(_lines(rows, where, names, locale())), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{access.team.slug}-svar.csv"'
    return answer


def _lines(
    rows: list[AnswerWords], where: dict[int, StandingInWords], names: dict[int, str], said: Locale
) -> Iterator[list[str]]:
    texts = {True: said.gettext("kan deles"), False: said.gettext("bare teamet")}
    yield [said.gettext(head) for head in _HEADS]
    for row in rows:
        year, week, _day = row.week.isocalendar()
        yield [
            "".join(said.gettext("[skjult ord]") if part is None else part for part in row.parts),
            label_of(row.who, said),
            f"{week}/{year}",
            label_of(row.language, said),
            texts[row.shared],
            ", ".join(names[each] for each in row.theme_ids if each in names),
            where[row.id].word,
            where[row.id].note,
        ]


@routes.page("/teams/<team>/answers/taken-down", access=Permission.RECORD, methods=("POST",))
def taken_down() -> ResponseReturnValue:
    """Say that prints and downloaded files with withdrawn answers are gone."""
    access = team_access()
    take_down(access)
    flash(_("Takk. Utskrifter og filer er borte."), "done")
    return redirect(url_for("answers.wall", team=access.team.slug))
