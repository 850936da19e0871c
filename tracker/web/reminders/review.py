"""The review: whom a host writes to and what, with nothing sent before she says so."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.reminders import ReminderKind
from tracker.models.teams import Team
from tracker.services.reminders import sending
from tracker.services.reminders.sending import Addressee, Post
from tracker.services.reminders.wording import places
from tracker.text.id_list import write_ids
from tracker.views.reminders.review import Review, ReviewQuestion, preview_of, review
from tracker.web.core import query
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import whole_address
from tracker.web.core.settings import settings
from tracker.web.reminders.forms import ReminderForm
from tracker.web.reminders.routes import routes

_PREVIEW = "preview"
"""The button that shows how it reads for another leader, and sends nothing."""


@routes.page("/networks/<network>/reminders/new", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def new_reminder() -> ResponseReturnValue:
    """Show whom it goes to and how it reads; send it when the form says so."""
    access = network_access()
    asked = _asked()
    shown = review(access, asked, locale())
    form = ReminderForm(
        teams=[each.team.id for each in shown.recipients if each.is_ticked],
        subject=shown.proposed.subject,
        text=shown.proposed.text,
    )
    form.teams.offer([(each.team.id, each.team.name) for each in shown.recipients])
    can_send = settings().mail is not None or settings().demo
    if request.method == "POST" and not can_send:
        return _page(shown, asked, form, can_send=False), 409
    if query.is_pressed(_PREVIEW):
        return _page(shown, asked, form, can_send=can_send)
    if form.accepted():
        with form.refusing():
            row = sending.send(
                access,
                form.wording(),
                _addressees(shown, form.teams.data or ()),
                kind=shown.kind,
                submission=form.submission.data or "",
                post=Post(settings().mail, _record_address),
            )
            return redirect(url_for("reminders.receipt", network=access.network.slug, reminder_id=row.id))
    return _page(shown, asked, form, can_send=can_send), form.status


def _asked() -> ReviewQuestion:
    """Read the address: the table's own form says `chosen`, also where no box was ticked.

    Its boxes stand under `team`; those on other pages, and whoever is written to from a button, in a list.
    """
    teams = [*query.row_ids("team"), *(query.id_list("teams") or ())]
    has_chosen = bool(teams) or query.is_set("chosen")
    kind = query.member(ReminderKind, "kind", strict=True)
    if kind is ReminderKind.MINUTES:  # they are sent from the page of their gathering, and from nowhere else
        raise NotFoundError("kind")
    return ReviewQuestion(
        query.row_id("measure", strict=True),
        kind,
        tuple(teams) if has_chosen else None,
    )


def _addressees(shown: Review, team_ids: list[int] | tuple[int, ...]) -> list[Addressee]:
    found = (shown.find(team_id) for team_id in dict.fromkeys(team_ids))
    return [Addressee(each.team, each.last) for each in found if each is not None]


def _record_address(team: Team) -> str:
    return whole_address("measurements.record", team=team.slug)


def _page(shown: Review, asked: ReviewQuestion, form: ReminderForm, *, can_send: bool) -> str:
    access, ticked = network_access(), form.teams.data or []

    def address(kind: ReminderKind) -> str:
        """Return the address of this page for the same teams."""
        return url_for(
            "reminders.new_reminder",
            network=access.network.slug,
            teams=write_ids(asked.teams or ()) or None,
            chosen=1 if asked.teams == () else None,
            measure=asked.measure,
            kind=kind,
        )

    return render_template(
        "reminders/new.html",
        network=access.network,
        shown=shown,
        form=form,
        ticked=ticked,
        preview=preview_of(shown, form.wording(), ticked, query.hidden_id(_PREVIEW), locale()),
        address=address,
        is_message=shown.kind is ReminderKind.MESSAGE,
        can_send=can_send,
        sender=settings().mail,
        host=access.user,
        places=places(locale()),
        addresses=[to.email for each in shown.recipients if each.team.id in ticked for to in each.leaders],
    )
