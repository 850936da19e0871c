"""The office's page of mail that did not go, or may not have gone."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.services.mail import desk as desk_service
from tracker.web.core import query
from tracker.web.core.guard import office_access
from tracker.web.core.settings import settings
from tracker.web.forms.savers import at_time
from tracker.web.mail.forms import MailDeskForm
from tracker.web.mail.routes import routes


@routes.page("/office/mail", access=Permission.OFFICE)
def desk() -> ResponseReturnValue:
    """Show how many mails wait and went, and those that need a person."""
    return _page(None)


@routes.page("/office/mail/<int:mail_id>/again", access=Permission.OFFICE, methods=("POST",))
def send_again(mail_id: int) -> ResponseReturnValue:
    """Let a mail go again."""
    form = MailDeskForm()
    if form.accepted():
        with form.refusing():
            name = desk_service.send_again(office_access(), mail_id)
            flash(_("E-posten til %(name)s sendes på nytt.", name=name), "done")
            return redirect(url_for("mail.desk"))
    return _page(form)


@routes.page("/office/mail/<int:mail_id>/leave", access=Permission.OFFICE, methods=("POST",))
def put_aside(mail_id: int) -> ResponseReturnValue:
    """Leave a mail as it is."""
    form = MailDeskForm()
    if form.accepted():
        with form.refusing():
            name = desk_service.put_aside(office_access(), mail_id)
            flash(_("E-posten til %(name)s er lagt til side.", name=name), "done")
            return redirect(url_for("mail.desk"))
    return _page(form)


def _page(form: MailDeskForm | None) -> ResponseReturnValue:
    shows_all = query.is_set("all")
    found = desk_service.desk(office_access(), page=query.page_number(), all_of_them=shows_all)

    def href(page: int) -> str:
        return url_for("mail.desk", page=page, all=1 if shows_all else None)

    page = render_template(
        "mail/desk.html",
        desk=found,
        form=form,
        shows_all=shows_all,
        href=href,
        at_time=at_time,
        is_on=settings().mail is not None,
    )
    return page, form.status if form else 200
