"""The team's side of a gathering: what remains, two questions, what it brings, who comes, what it agreed to."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.gatherings import ActionState, Gathering, HelpTable, Preparation
from tracker.models.teams import Membership
from tracker.services.gatherings import actions, managed, preparation
from tracker.services.gatherings.feed import has_feed
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.services.gatherings.gatherings import networks_of
from tracker.services.gatherings.tables import tables_of
from tracker.services.teams.members import members
from tracker.views.gatherings.listing import team_list
from tracker.views.gatherings.team_page import TeamGathering, gathering_for_team
from tracker.web.components.shown_once import shown_once
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.forms.base import Form
from tracker.web.gatherings.forms import AnswerForm, BringForm, ManagedForm, SignUpForm
from tracker.web.gatherings.routes import routes

_ONE = "/teams/<team>/gatherings/<int:gathering_id>"


@routes.page("/teams/<team>/gatherings", access=Permission.READ)
def team_gatherings() -> ResponseReturnValue:
    """List the gatherings of a team's networks, each with what the team has left to do."""
    access = team_access()
    return render_template(
        "gatherings/team_gatherings.html",
        access=access,
        team=access.team,
        hosts=False,
        has_feed=has_feed(access),
        once=shown_once(),
        listed=team_list(access, locale(), everything=query.is_set("all")),
        in_network=bool(networks_of(access)),
        here=url_for("gatherings.team_gatherings", team=access.team.slug),
    )


@routes.page(_ONE, access=Permission.READ)
def team_gathering(gathering_id: int) -> ResponseReturnValue:
    """Show a gathering to a team."""
    access = team_access()
    return _page(access, find_gathering(access, gathering_id))


@routes.page(f"{_ONE}/answers", access=Permission.PREPARE, methods=("POST",))
def answer(gathering_id: int) -> ResponseReturnValue:
    """Answer the two questions."""
    access = team_access()
    row = find_gathering(access, gathering_id)
    own = preparation.preparation_of(access, row)
    form = _answer_form(access, row, own)
    if form.accepted():
        with form.refusing():
            preparation.answer(access, row, own, learned=form.learned.data or "", help_wanted=form.help.data or "")
            flash(form.saved(_("Svarene er lagret. Vertskapet ser dem nå.")), "done")
            return redirect(_address(access, row))
    return _page(access, row, answers=form)


@routes.page(f"{_ONE}/measures", access=Permission.PREPARE, methods=("POST",))
def choose_measures(gathering_id: int) -> ResponseReturnValue:
    """Choose what the team brings."""
    access = team_access()
    row = find_gathering(access, gathering_id)
    own = preparation.preparation_of(access, row)
    form = _bring_form(access, row, own, [(measure.id, measure.name) for measure in access.measures()])
    if form.accepted():
        with form.refusing():
            preparation.choose(access, row, own, form.measures.data or [])
            flash(form.saved(_("Valget er lagret.")), "done")
            return redirect(_address(access, row))
    return _page(access, row, bring=form)


@routes.page(f"{_ONE}/managed", access=Permission.PREPARE, methods=("POST",))
def say_managed(gathering_id: int) -> ResponseReturnValue:
    """Say what the team has managed that others want help with, and may be named for; or take it back."""
    access = team_access()
    row = find_gathering(access, gathering_id)
    own = preparation.preparation_of(access, row)
    form = _managed_form(access, row, own, tables_of(row), managed.managed_by(access, row))
    if form.accepted():
        with form.refusing():
            managed.say_managed(access, row, own, form.tables.data or [])
            flash(form.saved(_("Lagret. Teamet nevnes bare ved de bordene dere krysset av.")), "done")
            return redirect(_address(access, row))
    return _page(access, row, helps=form)


@routes.page(f"{_ONE}/people", access=Permission.PREPARE, methods=("POST",))
def sign_up(gathering_id: int) -> ResponseReturnValue:
    """Say who comes."""
    access = team_access()
    row = find_gathering(access, gathering_id)
    own = preparation.preparation_of(access, row)
    form = _sign_up_form(access, row, own, members(access), preparation.coming_ids(access, row))
    if form.accepted():
        with form.refusing():
            preparation.sign_up(access, row, own, form.people.data or [])
            flash(form.saved(_("Påmeldingen er lagret.")), "done")
            return redirect(_address(access, row))
    return _page(access, row, people=form)


@routes.page(f"{_ONE}/report", access=Permission.PREPARE, methods=("POST",))
def send_report(gathering_id: int) -> ResponseReturnValue:
    """Say that the report may be read by the host."""
    access = team_access()
    row = find_gathering(access, gathering_id)
    form = AnswerForm()
    with form.refusing():
        preparation.send_report(access, row, preparation.preparation_of(access, row))
        flash(_("Rapporten er sendt. Den følger fortsatt tallene deres."), "done")
        return redirect(_address(access, row))
    return _page(access, row, answers=form)


@routes.page(f"{_ONE}/actions/<int:action_id>", access=Permission.PREPARE, methods=("POST",))
def finish_action(gathering_id: int, action_id: int) -> ResponseReturnValue:
    """Say that something agreed is done."""
    access = team_access()
    row = find_gathering(access, gathering_id)
    action = actions.action_of(access, action_id)
    actions.set_state(access, action, ActionState.DONE)
    flash(_("«%(text)s» er gjort.", text=action.text), "done")
    return redirect(_address(access, row))


def _page(
    access: TeamAccess,
    row: Gathering,
    *,
    answers: AnswerForm | None = None,
    bring: BringForm | None = None,
    people: SignUpForm | None = None,
    helps: ManagedForm | None = None,
) -> ResponseReturnValue:
    """Show all forms: the one that was posted as it was filled in, the others as they are stored."""
    posted: Form | None = answers or bring or people or helps
    page = gathering_for_team(access, row, locale())
    own = page.preparation
    if answers is None:
        answers = _answer_form(access, row, own, fresh=True)
    if bring is None:
        bring = _shown_bring(access, row, page)
    if people is None:
        people = _sign_up_form(access, row, own, page.members, page.coming, fresh=True)
    if helps is None:
        helps = _managed_form(access, row, own, page.tables, page.managed, fresh=True)
    text = render_template(
        "gatherings/team_gathering.html",
        access=access,
        team=access.team,
        prepares=access.may(Permission.PREPARE) and page.top.status == "planned",
        answers=answers,
        bring=bring,
        people=people,
        helps=helps,
        form=posted,
        **by_name(page),
    )
    return text, posted.status if posted else 200


def _answer_form(access: TeamAccess, row: Gathering, own: Preparation | None, *, fresh: bool = False) -> AnswerForm:
    said = {"learned": own.learned if own else "", "help": own.help if own else ""}
    form = AnswerForm(None, **said)
    if fresh:
        form.process(None, data=said)
    _edits(form, access, row, own)
    return form


def _bring_form(access: TeamAccess, row: Gathering, own: Preparation | None, rows: list[tuple[int, str]]) -> BringForm:
    form = BringForm(None, measures=preparation.chosen_ids(access, row))
    form.measures.offer(rows)
    _edits(form, access, row, own)
    return form


def _shown_bring(access: TeamAccess, row: Gathering, page: TeamGathering) -> BringForm:
    """Give the form as it is stored, with what is proposed ticked where the team has not chosen."""
    chosen = [each.measure_id for each in page.measures if each.is_chosen]
    own = page.preparation
    form = BringForm()
    form.process(None, data={"measures": chosen if own is not None and own.has_chosen else []})
    form.measures.offer([(each.measure_id, each.name) for each in page.measures])
    _edits(form, access, row, own)
    form.measures.data = chosen
    return form


def _sign_up_form(
    access: TeamAccess,
    row: Gathering,
    own: Preparation | None,
    people: Sequence[Membership],
    coming: Sequence[int],
    *,
    fresh: bool = False,
) -> SignUpForm:
    form = SignUpForm(None, people=coming)
    if fresh:
        form.process(None, data={"people": coming})
    form.people.offer([(each.user_id, each.user.name) for each in people])
    _edits(form, access, row, own)
    return form


def _managed_form(
    access: TeamAccess,
    row: Gathering,
    own: Preparation | None,
    tables: Sequence[HelpTable],
    said: Sequence[int],
    *,
    fresh: bool = False,
) -> ManagedForm:
    form = ManagedForm(None, tables=said)
    if fresh:
        form.process(None, data={"tables": said})
    form.tables.offer([(table.id, table.title) for table in tables])
    _edits(form, access, row, own)
    return form


def _edits(form: Form, access: TeamAccess, row: Gathering, own: Preparation | None) -> None:
    """Let a form change what the team has said before; the first to say something changes nothing yet."""
    if own is not None:
        form.edits(own, name=row.title, back=_address(access, row))


def _address(access: TeamAccess, row: Gathering) -> str:
    return url_for("gatherings.team_gathering", team=access.team.slug, gathering_id=row.id)
