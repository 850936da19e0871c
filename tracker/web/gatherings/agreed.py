"""Something that was agreed is changed, or taken away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.gatherings import Action, Gathering
from tracker.models.teams import Team
from tracker.services.gatherings import actions
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.services.gatherings.gatherings import teams_at_work
from tracker.views.gatherings.head import head_of
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.gatherings.forms import EditActionForm
from tracker.web.gatherings.routes import routes

_ONE = "/networks/<network>/gatherings/<int:gathering_id>/actions/<int:action_id>"


@routes.page(f"{_ONE}/edit", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit_action(gathering_id: int, action_id: int) -> ResponseReturnValue:
    """Change what was agreed: what, who, by when, and how far it has come."""
    access = network_access()
    row, action = _agreed(gathering_id, action_id)
    back = _address(row)
    form = EditActionForm(
        None, text=action.text, owner=action.team_id, person=action.person, due=action.due, state=action.state
    )
    form.owner.offer(_owners(teams_at_work(access), action.team))
    form.edits(action, name=action.text, back=back)
    if form.accepted():
        with form.refusing():
            actions.change_action(access, row, action, form.facts(), form.state.data)
            flash(form.saved(_("Avtalen er lagret.")), "done")
            return redirect(back)
    page = render_template(
        "gatherings/edit_action.html",
        network=access.network,
        top=head_of(access, row, locale()),
        action=action,
        form=form,
    )
    return page, form.status


@routes.page(f"{_ONE}/remove", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def remove_action(gathering_id: int, action_id: int) -> ResponseReturnValue:
    """Ask, then take away what was agreed."""
    access = network_access()
    row, action = _agreed(gathering_id, action_id)
    if request.method == "POST":
        actions.remove_action(access, row, action)
        flash(_("Avtalen er fjernet."), "done")
        return redirect(_address(row))
    if action.team is not None:
        gone = _(
            "Den blir borte fra siden til %(team)s og fra neste samling. Endringsloggen husker hva som sto her.",
            team=action.team.name,
        )
    else:
        gone = _("Den blir borte herfra og fra neste samling. Endringsloggen husker hva som sto her.")
    network, back = access.network.slug, _address(row)
    question = Confirmation(
        heading=_("Fjerne avtalen?"),
        about=action.text,
        consequences=(gone,),
        does=_("Fjern avtalen"),
        action=url_for("gatherings.remove_action", network=network, gathering_id=row.id, action_id=action.id),
        keep=_("Behold den"),
        back=back,
        above=(
            (_("Samlinger"), url_for("gatherings.gatherings", network=network)),
            (head_of(access, row, locale()).short, back),
        ),
    )
    return ask(access.network, question)


def _agreed(gathering_id: int, action_id: int) -> tuple[Gathering, Action]:
    access = network_access()
    row, action = find_gathering(access, gathering_id), actions.action_of(access, action_id)
    if action.gathering_id != row.id:
        raise NotFoundError(action_id)
    return row, action


def _owners(teams: list[Team], owner: Team | None) -> list[tuple[int, str]]:
    """List who may do it: the teams at work, and the team that has it, should it have left."""
    known = [*teams, *([owner] if owner is not None and owner not in teams else [])]
    return [(team.id, team.name) for team in known]


def _address(row: Gathering) -> str:
    return f"{url_for('gatherings.minutes', network=network_access().network.slug, gathering_id=row.id)}#agreed"
