"""After a gathering: who came, the minutes, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.network import TeamName
from tracker.access.permissions import Permission
from tracker.models.gatherings import ActionState, AttendanceState, Gathering
from tracker.services.gatherings import actions, afterwards
from tracker.services.gatherings.afterwards import AfterwardsFault, Came
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.services.gatherings.gatherings import teams_at_work
from tracker.services.paging import page_of
from tracker.services.refusal import Refused
from tracker.services.reminders import minutes
from tracker.services.reminders.dispatch import ReminderFault
from tracker.views.gatherings.head import head_of
from tracker.views.gatherings.minutes_letter import minutes_writer
from tracker.web.core import query
from tracker.web.core.guard import network_access
from tracker.web.core.language import choices, locale
from tracker.web.core.links import whole_links
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumSelect
from tracker.web.forms.editing import Thing, Together
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.typed_fields import NumberField
from tracker.web.gatherings.forms import MinutesForm
from tracker.web.gatherings.host import action_form, show_minutes
from tracker.web.gatherings.routes import routes

PER_PAGE = 50
"""Teams on a page of the attendance."""
_ONE = "/networks/<network>/gatherings/<int:gathering_id>"


class AttendanceForm(Form):
    """Who came; made for the teams there are by `attendance_form`."""

    thing = Thing(this=lazy_gettext("oppmøtet"), the=lazy_gettext("oppmøtet"))
    sentences: ClassVar[Sentences] = {
        AfterwardsFault.TOO_MANY_REPRESENTATIVES: lazy_gettext("Representantene kan ikke være flere enn alle som kom."),
    }

    def came(self, teams: Sequence[TeamName]) -> dict[int, Came | None]:
        """Return who came, by team id."""
        return {team.id: self._of(team.id) for team in teams}

    def _of(self, team_id: int) -> Came | None:
        state = self[f"state-{team_id}"].data
        if state is None:
            return None
        if state is not AttendanceState.PRESENT:
            return Came(state)
        people, representatives = self[f"people-{team_id}"].data, self[f"representatives-{team_id}"].data
        return Came(state, round(people or 0), round(representatives or 0))


def attendance_form(teams: Sequence[TeamName], came: Mapping[int, Came]) -> AttendanceForm:
    """Make a form with three fields for each team."""
    fields: dict[str, Any] = {}
    data: dict[str, object] = {}
    together = []
    for team in teams:
        known = came.get(team.id)
        names = tuple(f"{name}-{team.id}" for name in ("state", "people", "representatives"))
        fields[names[0]] = EnumSelect(team.name, AttendanceState, choices(AttendanceState), blank=_("Ikke ført"))
        called = _("Antall fra %(team)s", team=team.name)
        fields[names[1]] = NumberField(_("Antall"), most=200, whole=True, description=called)
        called = _("Representanter fra %(team)s", team=team.name)
        fields[names[2]] = NumberField(_("Representanter"), most=200, whole=True, description=called)
        if known is not None:
            data |= dict(zip(names, (known.state, known.people, known.representatives), strict=True))
        together.append(Together(names[0], team.name, names))
    made: AttendanceForm = type("AttendanceFormOfGathering", (AttendanceForm,), {**fields, "together": together})(
        None, **data
    )
    return made


@routes.page(f"{_ONE}/attendance", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def attendance(gathering_id: int) -> ResponseReturnValue:
    """Write down which teams came, and how many of each: so many teams a page, or those whose names have some words."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    everyone = [team for team in access.team_names() if not team.is_reference]
    asked = query.words("q").strip()
    found = [team for team in everyone if asked.casefold() in team.name.casefold()]
    at = page_of(len(found), size=PER_PAGE, asked=query.page_number())
    teams = found[at.rows]
    if request.method == "POST":  # what was sent counts, wherever those teams stand by now
        teams = [team for team in everyone if query.is_pressed(f"state-{team.id}")]
    form = attendance_form(teams, afterwards.attendance_of(access, row))
    form.edits(row, name=row.title, back=_address(row))
    if form.accepted():
        with form.refusing():
            afterwards.write_attendance(access, row, form.came(teams))
            flash(form.saved(_("Oppmøtet er lagret.")), "done")
            if at.page < at.pages:
                return redirect(_attendance(row, asked, at.page + 1))
            return redirect(_attendance(row) if asked else _address(row))
    page = render_template(
        "gatherings/attendance.html",
        network=access.network,
        top=head_of(access, row, locale()),
        form=form,
        teams=teams,
        asked=asked,
        at=at,
        is_long=len(everyone) > PER_PAGE,
    )
    return page, form.status


@routes.page(f"{_ONE}/minutes/edit", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit_minutes(gathering_id: int) -> ResponseReturnValue:
    """Write the minutes, or change them."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    own = afterwards.minutes_of(access, row)
    form = MinutesForm(None, text=own.text if own else "")
    if own is not None:
        form.edits(own, name=row.title, back=_address(row))
    if form.accepted():
        with form.refusing():
            afterwards.write_minutes(access, row, form.text.data or "")
            flash(form.saved(_("Referatet er lagret.")), "done")
            return redirect(_address(row))
    page = render_template(
        "gatherings/edit_minutes.html", network=access.network, top=head_of(access, row, locale()), form=form
    )
    return page, form.status


@routes.page(f"{_ONE}/minutes/share", access=Permission.MANAGE_NETWORK, methods=("POST",))
def share_minutes(gathering_id: int) -> ResponseReturnValue:
    """Let the teams read the minutes, and send them by mail where there is any."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    try:
        if settings().mail is not None or settings().demo:
            sent = minutes.send_minutes(
                access,
                row,
                writer=minutes_writer(access.network, whole_links()),
                sender=settings().mail,
                locale=locale(),
            )
            return redirect(url_for("reminders.receipt", network=access.network.slug, reminder_id=sent.id))
        afterwards.share_minutes(access, row)
    except Refused as refused:
        if refused.fault is ReminderFault.NOBODY:
            flash(_("Ingen av teamene har en leder å sende til. Inviter lederne først."), "warning")
            return redirect(_address(row))
        flash(_("Skriv referatet først."), "warning")
        return redirect(url_for("gatherings.edit_minutes", network=access.network.slug, gathering_id=row.id))
    flash(_("Referatet er delt. Teamene leser det på siden for samlingen."), "done")
    return redirect(_address(row))


@routes.page(f"{_ONE}/actions", access=Permission.MANAGE_NETWORK, methods=("POST",))
def add_action(gathering_id: int) -> ResponseReturnValue:
    """Write down something that was agreed."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    form = action_form(teams_at_work(access))
    if form.accepted():
        with form.refusing():
            actions.agree(access, row, form.facts(), submission=form.submission.data or "")
            flash(_("Avtalen er lagt til."), "done")
            return redirect(f"{_address(row)}#agreed")
    return show_minutes(access, row.id, form=form), form.status


@routes.page(f"{_ONE}/actions/<int:action_id>", access=Permission.MANAGE_NETWORK, methods=("POST",))
def set_action(gathering_id: int, action_id: int) -> ResponseReturnValue:
    """Say how far something agreed has come."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    action = actions.action_of(access, action_id)
    state = query.read_member(ActionState, query.hidden("state")) or ActionState.DONE
    actions.set_state(access, action, state)
    flash(_("Lagret."), "done")
    return redirect(f"{_address(row)}#agreed")


def _attendance(row: Gathering, asked: str = "", page: int | None = None) -> str:
    slug = network_access().network.slug
    return url_for("gatherings.attendance", network=slug, gathering_id=row.id, q=asked or None, page=page)


def _address(row: Gathering) -> str:
    return url_for("gatherings.minutes", network=network_access().network.slug, gathering_id=row.id)
