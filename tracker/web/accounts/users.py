"""The office's users: who has an account, what they are beyond a team, and the link that sets a password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.office import OfficeAccess
from tracker.access.permissions import Permission
from tracker.models.accounts import User
from tracker.services.accounts import held, links, user_list
from tracker.services.accounts import users as users_service
from tracker.services.accounts.user_list import AccountState, OfficeRole, UserChoice
from tracker.services.networks import networks
from tracker.services.organisations import organisations
from tracker.services.programmes import programmes
from tracker.services.refusal import Refused
from tracker.services.teams import succession
from tracker.text.visible import without_invisible
from tracker.views.account_links import link_lines
from tracker.web.accounts.post import account_post
from tracker.web.accounts.routes import routes
from tracker.web.accounts.user_forms import EditUserForm, NewUserForm, UserForm
from tracker.web.components.shown_once import show_once, shown_once
from tracker.web.core import query
from tracker.web.core.guard import office_access
from tracker.web.core.language import choices, locale
from tracker.web.core.links import whole_address


@routes.page("/office/users", access=Permission.OFFICE)
def users() -> ResponseReturnValue:
    """List the accounts that are looked for, fifty at a time."""
    choice = UserChoice(
        words=without_invisible(query.words("q")).strip(),
        role=query.member(OfficeRole, "role"),
        state=query.member(AccountState, "state"),
    )
    said = {"q": choice.words, "role": choice.role, "state": choice.state}
    return render_template(
        "accounts/users.html",
        page=user_list.users(office_access(), choice, page=query.page_number()),
        choice=choice,
        is_all=choice == UserChoice(),
        asked={name: text for name, text in said.items() if text},
        roles=choices(OfficeRole),
        states=choices(AccountState),
        once=shown_once(),
    )


@routes.page("/office/users/new", access=Permission.OFFICE, methods=("GET", "POST"))
def new_user() -> ResponseReturnValue:
    """Open an account and show the link that sets its password, once."""
    access = office_access()
    form = NewUserForm()
    _offer(access, form, users_service.Roles())
    if form.accepted():
        with form.refusing():
            user, token = users_service.open_account(
                access, name=form.name.data or "", email=form.email.data or "", roles=form.roles()
            )
            _hand_over(user, token)
            return redirect(url_for("accounts.users"))
    return render_template("accounts/new_user.html", form=form), form.status


@routes.page("/office/users/<int:user_id>", access=Permission.OFFICE, methods=("GET", "POST"))
def edit_user(user_id: int) -> ResponseReturnValue:
    """Change a person's name and roles, or close her account."""
    access = office_access()
    user = users_service.user(access, user_id)
    roles = users_service.roles_of(access, user)
    form = EditUserForm(
        name=user.name,
        is_active=user.is_active,
        is_administrator=roles.is_administrator,
        organisations=list(roles.organisations),
        networks=list(roles.networks),
        programmes=list(roles.programmes),
        leads=list(roles.leads),
    )
    _offer(access, form, roles)
    form.heirs.offer([(each.membership_id, f"{each.name}, {each.team}") for each in succession.heirs(access, user)])
    form.edits(user, name=user.name, back=url_for("accounts.users"))
    if form.accepted():
        with form.refusing():
            if not form.is_active.data:
                succession.appoint(access, user, form.heirs.data or ())
            token = users_service.change_account(
                access,
                user,
                name=form.name.data or "",
                is_active=bool(form.is_active.data),
                roles=form.roles(),
                post=account_post(),
            )
            flash(form.saved(_("%(name)s er lagret.", name=user.name)), "done")
            if token is not None:
                _hand_over(user, token)
                flash(
                    _(
                        "Kontoen ble åpnet med en invitasjon fra en teamleder. Derfor er %(name)s logget ut og må "
                        "velge nytt passord med lenken under.",
                        name=user.name,
                    ),
                    "info",
                )
            return redirect(url_for("accounts.users" if access.user.is_administrator else "home.start"))
    page = render_template(
        "accounts/edit_user.html",
        form=form,
        user=user,
        links=link_lines(held.links_of(user), locale(), now=access.now),
        waits=held.waits_for_office(access, user),
    )
    return page, form.status


@routes.page("/office/users/<int:user_id>/confirm", access=Permission.OFFICE, methods=("POST",))
def confirm_user(user_id: int) -> ResponseReturnValue:
    """Say as another administrator that it is she: what the office gave opens to her again."""
    access = office_access()
    user = users_service.user(access, user_id)
    try:
        held.confirm_roles(access, user)
    except Refused:
        flash(_("Du har laget lenken selv, eller er den det gjelder. En annen administrator må bekrefte."), "warning")
    else:
        flash(_("%(name)s er bekreftet.", name=user.name), "done")
    return redirect(url_for("accounts.edit_user", user_id=user_id))


@routes.page("/office/users/<int:user_id>/link", access=Permission.OFFICE, methods=("POST",))
def new_account_link(user_id: int) -> ResponseReturnValue:
    """Make a new link for a person who has lost hers or forgotten her password; older ones end."""
    access = office_access()
    user = users_service.user(access, user_id)
    _hand_over(user, links.make_link(access, user, post=account_post()))
    return redirect(url_for("accounts.users"))


def _offer(access: OfficeAccess, form: UserForm, held: users_service.Roles) -> None:
    """Offer all that a role can be for; what the person has already comes first."""
    homes = [(row.id, row.name) for row in organisations.organisations(access)]
    form.organisations.offer(sorted(homes, key=lambda home: home[0] not in held.organisations))
    form.leads.offer(sorted(homes, key=lambda home: home[0] not in held.leads))
    form.networks.offer([(row.id, row.name) for row in networks.networks(access)])
    form.programmes.offer([(row.id, row.name) for row in programmes.programmes(access)])


def _hand_over(user: User, token: str) -> None:
    link = whole_address("accounts.set_password", token=token)
    show_once(url_for("accounts.users"), link=link, who=user.name)
