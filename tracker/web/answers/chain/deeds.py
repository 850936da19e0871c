"""What is done with an answer or a theme: tied to a deed, a no with its reason, or taken in as it is."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.services.answers.chain.ties import AboutAnswers, decline, reopen, take_in_as_is, tie, tied_to, untie
from tracker.services.answers.finding import read_answer_of
from tracker.services.answers.themes import theme_of
from tracker.views.answers.themes import theme_name
from tracker.web.answers.chain.forms import AnswerDeclineForm, TieForm
from tracker.web.answers.routes import routes
from tracker.web.components.chain import asked_for, chain_address
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale


@routes.page("/teams/<team>/answers/<public_id>/tie", access=Permission.IMPROVE, methods=("GET", "POST"))
def tie_answer(public_id: str) -> ResponseReturnValue:
    """Tie an answer to an idea, an intervention or a test that is there, or go on to make one."""
    access = team_access()
    return _tie_page(access, AboutAnswers(answer=read_answer_of(access, public_id)))


@routes.page("/teams/<team>/answers/themes/<slug>/tie", access=Permission.IMPROVE, methods=("GET", "POST"))
def tie_theme(slug: str) -> ResponseReturnValue:
    """Tie all answers in a theme that wait."""
    access = team_access()
    return _tie_page(access, AboutAnswers(theme=theme_of(access, slug)))


@routes.page(
    "/teams/<team>/answers/<public_id>/ties/<int:tie_id>/remove", access=Permission.IMPROVE, methods=("GET", "POST")
)
def untie_answer(public_id: str, tie_id: int) -> ResponseReturnValue:
    """Ask, and take an answer from what it was tied to by mistake; it can be tied again, from that day on."""
    access = team_access()
    access.require(Permission.READ_ANSWERS)
    answer = read_answer_of(access, public_id)
    back = chain_address(access, AboutAnswers(answer=answer))
    if request.method == "POST":
        title = untie(access, answer, tie_id)
        if title is None:
            flash(_("Koblingen er borte allerede."), "info")
        else:
            flash(_("Svaret er ikke lenger koblet til «%(title)s». Du kan koble det igjen.", title=title), "done")
        return redirect(back)
    title = tied_to(access, answer, tie_id)
    if title is None:
        return redirect(back)
    question = Confirmation(
        heading=_("Ta bort koblingen?"),
        about=title,
        consequences=(
            _("Svaret regnes ikke lenger som fulgt opp med dette. Det som er fortalt tilbake, blir stående."),
            _("Du kan koble svaret igjen. Da regnes det fra den dagen."),
        ),
        does=_("Ta bort koblingen"),
        action=url_for("answers.untie_answer", team=access.team.slug, public_id=public_id, tie_id=tie_id),
        keep=_("Behold den"),
        back=back,
        above=((_("Fra svar til handling"), url_for("answers.chain", team=access.team.slug)), (_("Svaret"), back)),
        crumb=_("Ta bort"),
    )
    return ask(access.team, question)


@routes.page("/teams/<team>/answers/<public_id>/decline", access=Permission.REVIEW, methods=("GET", "POST"))
def decline_answer(public_id: str) -> ResponseReturnValue:
    """Give an answer a no with its reason."""
    access = team_access()
    return _decline_page(access, AboutAnswers(answer=read_answer_of(access, public_id)))


@routes.page("/teams/<team>/answers/themes/<slug>/decline", access=Permission.REVIEW, methods=("GET", "POST"))
def decline_theme(slug: str) -> ResponseReturnValue:
    """Give all answers in a theme that wait a no with its reason."""
    access = team_access()
    return _decline_page(access, AboutAnswers(theme=theme_of(access, slug)))


@routes.page("/teams/<team>/answers/<public_id>/taken-in", access=Permission.REVIEW, methods=("POST",))
def take_in_answer(public_id: str) -> ResponseReturnValue:
    """Say of praise that it was taken in; it can be taken up again."""
    access = team_access()
    answer = read_answer_of(access, public_id)
    take_in_as_is(access, answer)
    flash(_("Tatt til seg. Svaret teller verken for eller mot i «Gjort»."), "done")
    return redirect(chain_address(access, AboutAnswers(answer=answer)))


@routes.page("/teams/<team>/answers/<public_id>/reopen", access=Permission.REVIEW, methods=("POST",))
def reopen_answer(public_id: str) -> ResponseReturnValue:
    """Take the end of an answer back: it waits for the team again."""
    access = team_access()
    answer = read_answer_of(access, public_id)
    reopen(access, answer)
    flash(_("Svaret er tatt opp igjen."), "done")
    return redirect(chain_address(access, AboutAnswers(answer=answer)))


def _tie_page(access: TeamAccess, about: AboutAnswers) -> ResponseReturnValue:
    access.require(Permission.READ_ANSWERS)
    form = TieForm()
    form.offer(access)
    if form.accepted():
        with form.refusing():
            deed = form.chosen(access)
            if deed is None:
                form.refuse(form.intervention, _("Velg en idé, et tiltak eller en test."))
            else:
                tied = tie(access, about, deed)
                flash(_said(tied, _("Koblet til «%(title)s».", title=deed.title)), "done")
                return redirect(chain_address(access, about))
    team, asks = access.team.slug, asked_for(about)
    page = render_template(
        "answers/chain/tie.html",
        team=access.team,
        form=form,
        name=_name(about),
        back=chain_address(access, about),
        new_idea=url_for("improvement.new_intervention", team=team, **asks),
        new_test=url_for("improvement.new_test", team=team, **asks),
    )
    return page, form.status


def _decline_page(access: TeamAccess, about: AboutAnswers) -> ResponseReturnValue:
    form = AnswerDeclineForm()
    if form.accepted():
        with form.refusing():
            ended = decline(access, about, reason=form.reason.data or "")
            flash(_said(ended, _("Svaret fikk nei, med grunn. Fortell det også tilbake.")), "done")
            return redirect(chain_address(access, about))
    page = render_template(
        "answers/chain/decline.html",
        team=access.team,
        form=form,
        name=_name(about),
        back=chain_address(access, about),
    )
    return page, form.status


def _said(number: int, text: str) -> str:
    """Return what is said when it is done: how many answers it was, where it was not just one."""
    if number == 0:
        return str(_("Ingen svar ble endret."))
    if number == 1:
        return str(text)
    return str(ngettext("Det gjelder %(num)s svar.", "Det gjelder %(num)s svar.", number)) + " " + str(text)


def _name(about: AboutAnswers) -> str:
    return theme_name(about.theme, locale()) if about.theme is not None else ""
