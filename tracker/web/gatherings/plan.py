"""A gathering is planned, changed, moved and cancelled; and links are hung on it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.gatherings import Gathering, GatheringKind
from tracker.services.gatherings import gatherings as gatherings_service
from tracker.services.gatherings.announcing import Announcer, whereabouts
from tracker.services.gatherings.attached import links
from tracker.views.gatherings.event_letter import gathering_writer
from tracker.views.gatherings.files import file_rows
from tracker.views.gatherings.head import head_of
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import whole_links
from tracker.web.core.settings import settings
from tracker.web.gatherings.crumbs import above
from tracker.web.gatherings.forms import GatheringForm, LinkForm, form_of
from tracker.web.gatherings.routes import routes

_ONE = "/networks/<network>/gatherings/<int:gathering_id>"


@routes.page("/networks/<network>/gatherings/new", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def new_gathering() -> ResponseReturnValue:
    """Plan a gathering."""
    access = network_access()
    form = GatheringForm(None, kind=GatheringKind.SAMLING, seats=4)
    if form.accepted():
        with form.refusing():
            row = gatherings_service.plan_gathering(
                access, form.facts(), submission=form.submission.data or "", announcer=_announcer()
            )
            said = _("%(title)s er lagt til, og kommer i kalenderen til alle som følger den.", title=row.title)
            flash(_and_mail(said, row), "done")
            return redirect(_address(row.id))
    page = render_template("gatherings/new.html", network=access.network, form=form, mails=settings().mail is not None)
    return page, form.status


@routes.page(f"{_ONE}/edit", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit_gathering(gathering_id: int) -> ResponseReturnValue:
    """Change a gathering, or move it."""
    access = network_access()
    row = gatherings_service.gathering(access, gathering_id)
    form = form_of(row)
    form.edits(row, name=row.title, back=_address(row.id), is_put_away=row.cancelled_at is not None)
    if form.accepted():
        with form.refusing():
            was = whereabouts(row)
            told = gatherings_service.change_gathering(access, row, form.facts(), announcer=_announcer())
            said = _("Lagret. Kalenderne får endringen innen et døgn.") if told else _("Lagret.")
            flash(form.saved(said if was == whereabouts(row) else _and_mail(said, row)), "done")
            return redirect(_address(row.id))
    page = render_template(
        "gatherings/edit.html",
        network=access.network,
        top=head_of(access, row, locale()),
        form=form,
        mails=settings().mail is not None,
    )
    return page, form.status


@routes.page(f"{_ONE}/cancel", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def cancel_gathering(gathering_id: int) -> ResponseReturnValue:
    """Ask, then cancel a gathering."""
    access = network_access()
    row = gatherings_service.gathering(access, gathering_id)
    if request.method == "POST":
        gatherings_service.cancel_gathering(access, row, announcer=_announcer())
        said = _("%(title)s er avlyst. Kalenderne viser det innen et døgn.", title=row.title)
        flash(_and_mail(said, row), "done")
        return redirect(url_for("gatherings.gatherings", network=access.network.slug))
    top = head_of(access, row, locale())
    if settings().mail is not None:
        told = _(
            "Avlysningen kan ikke angres. Teamlederne og de påmeldte får en e-post med en gang. "
            "Kalenderne kan bruke et døgn på å vise den."
        )
    else:
        told = _("Avlysningen kan ikke angres. Kalenderne kan bruke et døgn på å vise den, så si fra til teamene også.")
    question = Confirmation(
        heading=_("Avlys samlingen?"),
        about=f"{top.kind} · {row.title} · {top.when}",
        consequences=(
            _(
                "Den blir stående i lista som avlyst, og i kalenderne med «Avlyst:» foran tittelen. "
                "Det teamene har skrevet, blir ikke slettet."
            ),
            told,
        ),
        does=_("Avlys samlingen"),
        action=url_for("gatherings.cancel_gathering", network=access.network.slug, gathering_id=row.id),
        keep=_("Behold den"),
        back=url_for("gatherings.gathering", network=access.network.slug, gathering_id=row.id),
        above=above(access, top),
    )
    return ask(access.network, question)


@routes.page(f"{_ONE}/links", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def gathering_links(gathering_id: int) -> ResponseReturnValue:
    """Add a link to a gathering, and show those there are."""
    access = network_access()
    row = gatherings_service.gathering(access, gathering_id)
    form = LinkForm()
    if form.accepted():
        with form.refusing():
            links.add_link(
                access,
                row,
                name=form.name.data or "",
                address=form.address.data or "",
                submission=form.submission.data or "",
            )
            flash(_("Lenken er lagt til."), "done")
            return redirect(_links_address(row.id))
    page = render_template(
        "gatherings/links.html",
        network=access.network,
        top=head_of(access, row, locale()),
        links=links.links_of(row),
        files=file_rows(row, locale()),
        form=form,
    )
    return page, form.status


@routes.page(f"{_ONE}/links/<int:link_id>/remove", access=Permission.MANAGE_NETWORK, methods=("POST",))
def remove_link(gathering_id: int, link_id: int) -> ResponseReturnValue:
    """Take a link away."""
    access = network_access()
    row = gatherings_service.gathering(access, gathering_id)
    links.remove_link(access, row, link_id)
    flash(_("Lenken er tatt bort. Selve filen er ikke rørt."), "done")
    return redirect(_links_address(row.id))


def _announcer() -> Announcer | None:
    """Return what tells of gatherings by mail; None where there is no mail."""
    sender = settings().mail
    return None if sender is None else Announcer(sender, gathering_writer(network_access().network, whole_links()))


def _and_mail(said: str, row: Gathering) -> str:
    """Return what is said of a deed with who is told of it by mail, where anybody is."""
    if settings().mail is None or row.ends_at <= network_access().now:
        return said
    told = _("Teamlederne og de som er påmeldt, får e-post om det.")
    return f"{said} {told}"


def _address(row_id: int) -> str:
    return url_for("gatherings.gathering", network=network_access().network.slug, gathering_id=row_id)


def _links_address(row_id: int) -> str:
    return url_for("gatherings.gathering_links", network=network_access().network.slug, gathering_id=row_id)
