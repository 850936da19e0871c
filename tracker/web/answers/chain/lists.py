"""The chain: the list over themes, one theme, and one answer."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis.small_numbers import is_small
from tracker.models.answers import TellingKind
from tracker.services.answers.chain.log import log_of
from tracker.services.answers.chain.reading import answers_in_chain, limit_of
from tracker.services.answers.chain.telling import told_together
from tracker.services.answers.conditions import is_among, is_answer, is_in_theme
from tracker.services.answers.finding import answer_of
from tracker.services.answers.standing import WhereItIs
from tracker.services.answers.themes import theme_of
from tracker.services.answers.words import team_answers
from tracker.views.answers.chain.flow import chain_flow
from tracker.views.answers.chain.line import theme_lanes
from tracker.views.answers.chain.story import Story, story_of
from tracker.views.answers.chain.words import counted, parts_said
from tracker.views.answers.themes import theme_name
from tracker.web.answers.chain.forms import TellForm
from tracker.web.answers.routes import routes
from tracker.web.core.guard import team_access
from tracker.web.core.language import label, locale
from tracker.web.core.links import links

_SHOWN = 3
_BESIDE = 2


@routes.page("/teams/<team>/answers/chain", access=Permission.READ_ANSWERS)
def chain() -> ResponseReturnValue:
    """List the themes: what has stood still longest is on top."""
    access = team_access()
    return render_template(
        "answers/chain/chain.html", access=access, team=access.team, flow=chain_flow(access, locale())
    )


@routes.page("/teams/<team>/answers/themes/<slug>", access=Permission.READ_ANSWERS)
def theme_chain(slug: str) -> ResponseReturnValue:
    """Show one theme's way through the four words, and its answers, interventions and measures on one time axis."""
    access = team_access()
    theme = theme_of(access, slug)
    about = is_in_theme(theme.id)
    answers = answers_in_chain(access, about)
    said = team_answers(access, about, limit=_SHOWN)
    story = None
    if answers:
        first = _("Det første av %(count)s svar", count=len(answers)) if not is_small(len(answers)) else ""
        story = story_of(
            answers,
            locale(),
            links(),
            team=access.team.slug,
            today=access.today,
            limit=limit_of(access),
            came=first,
        )
    is_counted = not is_small(len(answers))
    return render_template(
        "answers/chain/theme.html",
        access=access,
        team=access.team,
        theme=theme,
        name=theme_name(theme, locale()),
        count=len(answers),
        is_counted=is_counted,
        spread=parts_said(counted(answers), locale()) if is_counted else "",
        waiting=any(each.standing.where is WhereItIs.WAITING for each in answers),
        story=story,
        lanes=theme_lanes(access, answers, locale(), links()) if answers else None,
        said=[(each, label(each.who)) for each in said],
        may_improve=access.may(Permission.IMPROVE),
        may_review=access.may(Permission.REVIEW),
    )


@routes.page("/teams/<team>/answers/<public_id>", access=Permission.READ_ANSWERS)
def answer_chain(public_id: str) -> ResponseReturnValue:
    """Show one answer's way, and the leader's one next step."""
    return answer_page(team_access(), public_id)


def answer_page(access: TeamAccess, public_id: str, form: TellForm | None = None) -> ResponseReturnValue:
    """Return the page of one answer; `form` is what was to be told, where it was refused."""
    answer = answer_of(access, public_id)
    mine = is_answer(answer.id)
    words, found = team_answers(access, mine), answers_in_chain(access, mine)
    if not words or not found:
        raise NotFoundError(public_id)
    said, place = words[0], found[0]
    together = told_together(access, place)
    beside = team_answers(access, is_among(together, but=answer.id), limit=_BESIDE)
    log = log_of(access, answer)
    reader = next((line.by for line in log if line.event.value == "read" and line.by), "")
    story = story_of(
        found,
        locale(),
        links(),
        team=access.team.slug,
        today=access.today,
        limit=limit_of(access),
        came=label(said.way),
        heard=_("Lest av %(name)s", name=reader) if reader else "",
    )
    where = place.standing.where
    if form is None and access.may(Permission.REVIEW):
        form = TellForm(kind=_fitting(where))
        form.fit(where)
    page = render_template(
        "answers/chain/answer.html",
        access=access,
        team=access.team,
        said=said,
        who=label(said.who),
        place=place,
        story=story,
        step=_step(access, story, public_id),
        form=form,
        together=len(together),
        beside=[(each, label(each.who)) for each in beside],
        log=log,
        may_improve=access.may(Permission.IMPROVE),
        may_review=access.may(Permission.REVIEW),
        has_ended=place.standing.ended_on is not None and where in {WhereItIs.DECLINED, WhereItIs.TAKEN_IN},
    )
    return page, form.status if form else 200


def _fitting(where: WhereItIs) -> TellingKind:
    """Return what is told where an answer is."""
    match where:
        case WhereItIs.DECLINED:
            return TellingKind.COULD_NOT
        case WhereItIs.TAKEN_IN:
            return TellingKind.TAKEN_IN
        case WhereItIs.DONE | WhereItIs.TOLD:
            return TellingKind.DID
        case _:
            return TellingKind.WORKING


def _step(access: TeamAccess, story: Story, public_id: str) -> tuple[str, str] | None:
    """Return the word and the address of the one next step; None for who may not take it."""
    team, deed = access.team.slug, story.deed
    step = story.step.value if story.step else ""
    if step == "tell":
        return (_("Fortell tilbake"), "#tell") if access.may(Permission.REVIEW) else None
    if not step or not access.may(Permission.IMPROVE):
        return None
    if step == "idea" or deed is None:
        return _("Lag en idé av svaret"), url_for("improvement.new_intervention", team=team, answer=public_id)
    if step == "test" and deed.state is None:
        return _("Lag en ny test"), url_for("improvement.new_test", team=team, follows=deed.id, answer=public_id)
    if step == "test":
        return _("Lag en test av ideen"), url_for("improvement.new_test", team=team, intervention=deed.id)
    if deed.state is None:
        address = url_for("improvement.new_intervention", team=team, test=deed.id, answer=public_id)
    else:
        edit = "improvement.edit_intervention"
        address = url_for(edit, team=team, intervention_id=deed.id, state="implemented")
    return _("Gjør til tiltak"), address
