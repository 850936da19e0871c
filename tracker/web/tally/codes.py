"""The leader's page of codes: what is asked at the bedside, the QR code to hang up, and sheets of paper for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import show_code
from tracker.analysis import Period, PeriodKind
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.measures.tally_question import can_be_tallied, set_question
from tracker.services.tally import codes as keeping
from tracker.services.tally.sums import questions_of
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.components.qr import draw_qr
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import label, locale
from tracker.web.core.links import whole_address
from tracker.web.tally.questions_form import questions_form
from tracker.web.tally.routes import routes

PAGES = {CodePurpose.TELL: "tally.tell", CodePurpose.BOARD: "board.board", CodePurpose.ANSWER: "answers.answer"}
"""The page that each kind of code opens. A kind that is not named here cannot be made."""
ABOUT = {
    CodePurpose.TELL: lazy_gettext(
        "Åpner siden der dere teller ved senga, uten innlogging. Koden åpner ingenting annet, og viser ingen "
        "andre tall enn dagens sum."
    ),
    CodePurpose.BOARD: lazy_gettext(
        "Åpner tavla for en skjerm på posten, uten innlogging: diagrammene, ukas telling og neste test. Ingenting kan "
        "endres der, og ingen ansatte er nevnt."
    ),
    CodePurpose.ANSWER: lazy_gettext(
        "Åpner siden der pasienter og pårørende svarer på hva som er viktig, uten innlogging. Koden viser ingen svar."
    ),
}
"""What each kind of code is for."""
MADE = {
    CodePurpose.TELL: lazy_gettext("Koden er klar. Skriv den ut, eller vis den på skjermen."),
    CodePurpose.BOARD: lazy_gettext("Koden er klar. Åpne adressen på skjermen."),
    CodePurpose.ANSWER: lazy_gettext("Koden er klar. Skriv ut kort og plakater, eller vis den på et nettbrett."),
}
REPLACED = {
    CodePurpose.TELL: lazy_gettext("Den nye koden er klar. Bytt ut arkene som henger."),
    CodePurpose.BOARD: lazy_gettext("Den nye koden er klar. Åpne den nye adressen på skjermen."),
    CodePurpose.ANSWER: lazy_gettext("Den nye koden er klar. Bytt ut kort og plakater som henger."),
}
"""What is said when a code of each kind has been made, or has taken another's place."""
Says = Mapping[CodePurpose, object]
REPLACING: Says = {
    CodePurpose.TELL: lazy_gettext(
        "Den gamle koden slutter å virke med en gang, og arkene som henger, må byttes. Tellinger som venter på en "
        "telefon uten nett, sendes når telefonen åpner den nye koden."
    ),
    CodePurpose.BOARD: lazy_gettext(
        "Den gamle koden slutter å virke med en gang, og skjermen må åpnes på nytt med den nye adressen."
    ),
    CodePurpose.ANSWER: lazy_gettext(
        "Den gamle koden slutter å virke med en gang, og kort og plakater må byttes. Svar som er sendt, blir stående."
    ),
}
REVOKING: Says = {
    CodePurpose.TELL: lazy_gettext(
        "Koden slutter å virke med en gang. Ingen kan telle ved senga før dere lager en ny. Tall som er talt, blir "
        "stående."
    ),
    CodePurpose.BOARD: lazy_gettext(
        "Koden slutter å virke med en gang, og skjermen på posten viser ikke lenger tavla. Ingen tall går tapt."
    ),
    CodePurpose.ANSWER: lazy_gettext(
        "Koden slutter å virke med en gang. Ingen kan svare før dere lager en ny. Svar som er sendt, blir stående."
    ),
}
"""What follows when a code of each kind is replaced, or is taken back."""


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A kind of code as the page shows it; `code` is empty where there is none."""

    purpose: CodePurpose
    about: str
    id: int = 0
    code: str = ""
    address: str = ""
    qr: str = ""
    since: date | None = None


@routes.page("/teams/<team>/codes", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def codes() -> ResponseReturnValue:
    """Show the codes that work, and set what is asked at the bedside."""
    access = team_access()
    form = questions_form([measure for measure in access.measures() if can_be_tallied(measure)])
    form.edits(*form.measures, name=access.team.name, back=url_for("tally.codes", team=access.team.slug))
    if form.accepted():
        with form.refusing():
            for measure, question in form.asked():
                set_question(access, measure, question)
            flash(form.saved(_("Lagret.")), "done")
            return redirect(url_for("tally.codes", team=access.team.slug))
    made = keeping.codes_of(access)
    page = render_template(
        "tally/codes.html",
        access=access,
        team=access.team,
        form=form,
        shown=[_shown(purpose, made.get(purpose)) for purpose in PAGES],
        asks=any(measure.tally_question for measure in form.measures),
    )
    return page, form.status


@routes.page("/teams/<team>/codes/<purpose>/new", access=Permission.MANAGE_TEAM, methods=("POST",))
def make_code(purpose: str) -> ResponseReturnValue:
    """Make a code where there is none."""
    access = team_access()
    made = _purpose(purpose)
    keeping.make_code(access, made)
    flash(str(MADE[made]), "done")
    return redirect(url_for("tally.codes", team=access.team.slug))


@routes.page("/teams/<team>/codes/<purpose>/replace", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def replace_code(purpose: str) -> ResponseReturnValue:
    """Ask, and then replace a code by a new one."""
    access = team_access()
    if request.method == "POST":
        replaced = _purpose(purpose)
        keeping.replace_code(access, replaced, seen=query.hidden_id("seen") or 0)
        flash(str(REPLACED[replaced]), "done")
        return redirect(url_for("tally.codes", team=access.team.slug))
    shown = _working(access, _purpose(purpose))
    return _ask(access, shown, "tally.replace_code", _("Bytt kode"), REPLACING, does=_("Lag ny kode"), seen=shown.id)


@routes.page("/teams/<team>/codes/<purpose>/revoke", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def revoke_code(purpose: str) -> ResponseReturnValue:
    """Ask, and then revoke a code."""
    access = team_access()
    if request.method == "POST":
        keeping.revoke_code(access, _purpose(purpose))
        flash(_("Koden gjelder ikke lenger."), "done")
        return redirect(url_for("tally.codes", team=access.team.slug))
    shown, heading = _working(access, _purpose(purpose)), _("Trekk koden tilbake")
    return _ask(access, shown, "tally.revoke_code", heading, REVOKING, does=heading)


@routes.page("/teams/<team>/codes/<purpose>/sheet", access=Permission.MANAGE_TEAM)
def code_sheet(purpose: str) -> ResponseReturnValue:
    """Show a code as a sheet to print, A4 or four of A6 on one (`?size=a6`)."""
    access = team_access()
    if _purpose(purpose) is not CodePurpose.TELL:
        abort(404)  # a screen is opened once, by its address
    shown = _working(access, CodePurpose.TELL)
    return render_template(
        "tally/code_sheet.html",
        team=access.team,
        shown=shown,
        questions=questions_of(access),
        size="a6" if query.words("size") == "a6" else "a4",
    )


@routes.page("/teams/<team>/tally-sheet", access=Permission.RECORD)
def tally_sheet() -> ResponseReturnValue:
    """Show a sheet of paper to count on for a week; its sums go into the form as one line. `?week=`: a day in it."""
    access = team_access()
    week = Period.containing(PeriodKind.WEEK, query.day("week") or access.today)
    days = [week.start + timedelta(days=number) for number in range(7)]
    return render_template(
        "tally/tally_sheet.html",
        team=access.team,
        week=week,
        days=[(locale().weekday(day.isoweekday()), day) for day in days],
        questions=questions_of(access),
        earlier=week.previous.start,
        later=week.next.start,
    )


def _shown(purpose: CodePurpose, row: TeamCode | None) -> CodeShown:
    about = str(ABOUT[purpose])
    if row is None:
        return CodeShown(purpose, about)
    code = show_code(row.code)
    address = whole_address(PAGES[purpose], code=code)
    return CodeShown(purpose, about, row.id, code, address, draw_qr(address), local_day(row.created_at))


def _working(access: TeamAccess, purpose: CodePurpose) -> CodeShown:
    row = keeping.codes_of(access).get(purpose)
    if row is None:
        abort(404)
    return _shown(purpose, row)


def _ask(
    access: TeamAccess, shown: CodeShown, endpoint: str, heading: str, says: Says, *, does: str, **fields: int
) -> ResponseReturnValue:
    back = url_for("tally.codes", team=access.team.slug)
    question = Confirmation(
        heading=heading,
        about=f"{label(shown.purpose)}: {shown.code}",
        consequences=(str(says[shown.purpose]),),
        does=does,
        action=url_for(endpoint, team=access.team.slug, purpose=shown.purpose.value),
        fields=fields,
        keep=_("Avbryt"),
        back=back,
        above=((_("Koder og telling"), back),),
    )
    return ask(access.team, question)


def _purpose(name: str) -> CodePurpose:
    found = next((purpose for purpose in PAGES if purpose.value == name), None)
    if found is None:
        abort(404)
    return found
