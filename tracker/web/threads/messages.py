"""Pages of one message: change it while it is fresh, or take it away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.threads import Message, Thread
from tracker.services.threads import messages as messages_service
from tracker.services.threads.threads import LONGEST
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.components.thread_places import measure_of, place_and_way
from tracker.web.core.guard import team_access
from tracker.web.forms.base import Form
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextArea
from tracker.web.threads.routes import routes

_PATH = "/teams/<team>/threads/<int:thread_id>/messages/<int:message_id>"


class MessageForm(Form):
    """What a message says."""

    thing = Thing(this=lazy_gettext("denne meldingen"), the=lazy_gettext("meldingen"))
    text = FreeTextArea(lazy_gettext("Det du vil si"), required=True, most=LONGEST)


@routes.page(f"{_PATH}/edit", access=Permission.COMMENT, methods=("GET", "POST"))
def edit_message(thread_id: int, message_id: int) -> ResponseReturnValue:
    """Change one's own message while it is fresh."""
    access = team_access()
    thread, row = _rows(access, thread_id, message_id)
    measure, (place, above) = measure_of(access, thread), place_and_way(access, thread)
    if not messages_service.is_fresh(access, row):
        raise ForbiddenError(Permission.COMMENT)
    back = f"{above}#samtale-{thread.flag}"
    form = MessageForm(text=row.text)
    form.edits(row, name=_("meldingen din"), back=back)
    if form.accepted():
        with form.refusing():
            messages_service.change_message(access, thread, measure, row, text=form.text.data or "")
            flash(form.saved(_("Meldingen er endret.")), "done")
            return redirect(back)
    page = render_template(
        "threads/edit_message.html",
        team=access.team, place=place, thread=thread, row=row, form=form, back=back,
    )  # fmt: skip
    return page, form.status


@routes.page(f"{_PATH}/remove", access=Permission.COMMENT, methods=("GET", "POST"))
def remove_message(thread_id: int, message_id: int) -> ResponseReturnValue:
    """Ask, and take a message away."""
    access = team_access()
    thread, row = _rows(access, thread_id, message_id)
    place, back = place_and_way(access, thread)
    if request.method == "POST":
        messages_service.take_away(access, thread, measure_of(access, thread), row)
        flash(_("Meldingen er tatt bort."), "done")
        return redirect(back)
    if not messages_service.may_take_away(access, row):
        raise ForbiddenError(Permission.MANAGE_TEAM)
    if messages_service.is_fresh(access, row):
        what = _("Meldingen forsvinner fra samtale %(number)s. Endringsloggen husker den.", number=thread.flag)
    else:
        what = _(
            "Ordene forsvinner fra samtale %(number)s. Det står igjen at en melding er tatt bort, og hvem som gjorde "
            "det. Endringsloggen husker den.",
            number=thread.flag,
        )
    question = Confirmation(
        heading=_("Ta bort meldingen?"),
        about=place,
        consequences=(what,),
        does=_("Ta bort meldingen"),
        action=url_for(
            "threads.remove_message",
            team=access.team.slug, thread_id=thread.id, message_id=row.id,
        ),
        keep=_("Avbryt"),
        back=back,
        above=((place, back),),
    )  # fmt: skip
    return ask(access.team, question)


def _rows(access: TeamAccess, thread_id: int, message_id: int) -> tuple[Thread, Message]:
    thread, row = access.one(Thread, thread_id), access.one(Message, message_id)
    if row.thread_id != thread.id:
        raise NotFoundError(Message.__tablename__)
    return thread, row
