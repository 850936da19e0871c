"""The pages for two people at once: both versions field by field, and what was written to something that is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm.exc import StaleDataError
from wtforms.form import BaseForm

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.people import NotFoundError
from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.services.merge import Change, Value
from tracker.services.merge import Field as MergedField
from tracker.services.versions import Outdated, Save, removal_of
from tracker.web.core.errors import error_page, refused_by_service
from tracker.web.core.transactions import refuse_changes
from tracker.web.forms.editing import ANYWAY, OWN, RowGone, Thing, TwoEdited, proposed
from tracker.web.forms.savers import at_time, people, saver, whose
from tracker.web.forms.seen import NAME, SHOWN, Seen, sealed, unsealed
from tracker.web.forms.values import is_prose, marks, part_in_words

CONFLICT = 409
_TRIES = 3

Runs = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A field that both changed, as the page shows it."""

    name: str
    label: str
    was: str
    mine: Runs
    theirs: Runs
    pick: str
    is_open: bool
    text: str | None
    """The two written together, to go on from; None where the field is no long text."""
    consequence: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A field that only one changed, or both only added to."""

    name: str
    label: str
    who: str
    was: str
    now: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """All that the page shows."""

    this: str
    the: str
    name: str
    saver: str
    when: str
    whose: str
    back: str
    count: str
    """How many fields both changed, in words."""
    choices: Sequence[ShownChoice]
    changes: Sequence[ShownChange]
    same: Sequence[tuple[str, str]]
    lost: Sequence[tuple[str, str]]
    hidden: Sequence[tuple[str, str]]
    was_sent: bool
    """Whether the page itself was sent, so that what is still to be chosen is an error."""

    @property
    def open(self) -> list[ShownChoice]:
        """Return the fields that are still to be chosen."""
        return [choice for choice in self.choices if choice.is_open]


def install(app: Flask) -> None:
    """Give each way that two can meet its page, whichever form it happens to."""
    app.register_error_handler(TwoEdited, _ask)
    app.register_error_handler(RowGone, _gone)
    app.register_error_handler(Outdated, _again)
    app.register_error_handler(StaleDataError, _again)  # a row that was removed at the same moment
    app.register_error_handler(NotFoundError, _not_found)


def _again(_error: Exception) -> ResponseReturnValue:
    """Do the request anew where another saved between its reading and its deed: now the form sees what was saved."""
    db.session.rollback()
    g.tries = g.get("tries", 0) + 1
    if g.tries > _TRIES or request.endpoint is None:
        return error_page(500)
    view = current_app.view_functions[request.endpoint]
    try:
        return cast("ResponseReturnValue", view(**(request.view_args or {})))
    except Exception as error:  # noqa: BLE001 - handed on to the handler of its kind
        return current_app.handle_user_exception(error)


def _ask(error: TwoEdited) -> ResponseReturnValue:
    refuse_changes()
    page = render_template(
        "errors/two_editors.html", page=_two_versions(error), home=_home(), own=(NAME, SHOWN), where=request.full_path
    )
    return page, CONFLICT


def _gone(error: RowGone) -> ResponseReturnValue:
    refuse_changes()
    by = error.by
    if error.thing is None and by is None:
        by = _removal(error.seen)
    return _gone_page(error.seen, by, error.thing), CONFLICT


def _not_found(error: NotFoundError) -> ResponseReturnValue:
    """Answer 404; a form whose row was removed meanwhile gets back what was written in it."""
    seen = unsealed(request.form.get(NAME)) if request.method == "POST" else None
    by = _removal(seen) if seen else None
    if seen is None or by is None:
        return refused_by_service(404, error)
    db.session.rollback()
    return _gone_page(seen, by, None), CONFLICT


def _removal(seen: Seen) -> Save | None:
    access = g.get("access")
    row = seen.rows[0]
    if isinstance(access, NetworkAccess):  # a host's rows stand on the trails of many teams
        return removal_of(None, row.table, row.id)
    return removal_of(access.team.id, row.table, row.id) if isinstance(access, TeamAccess) else None


def _gone_page(seen: Seen, by: Save | None, thing: Thing | None) -> str:
    """Show what was written to something that is gone: to copy, to make anew, or to leave."""
    names = {"name": saver(by) if by else _("Noen andre"), "when": at_time(by.at) if by else ""}
    put_away = str(thing.put_away) % names if thing else ""
    labels = [(seen.labels.get(name, ""), request.form.get(name, "")) for name in seen.texts]
    return render_template(
        "errors/gone.html",
        sentence=put_away or _("%(name)s fjernet dette %(when)s.", **names),
        is_put_away=thing is not None,
        texts=[(label, text) for label, text in labels if text.strip()],
        action=request.full_path if thing else seen.anew,
        back=seen.back,
        hidden=[*_sent(), *([(NAME, sealed(seen)), (ANYWAY, "y")] if thing else [])],
        home=_home(),
    )


def _two_versions(error: TwoEdited) -> TwoVersions:
    editing, outcome = error.editing, error.outcome
    form, about = editing.form, editing.about
    saves = editing.saves()
    texts = {each.name: request.form.get(f"join-{each.name}", "") for each in outcome.fields}
    choices = [
        ShownChoice(
            name=each.name,
            label=str(editing.unit(each.name).label),
            was=_words(form, editing.unit(each.name).fields, each.base) or _("tomt"),
            mine=_runs(form, editing.unit(each.name).fields, each, each.mine),
            theirs=_runs(form, editing.unit(each.name).fields, each, each.theirs),
            pick=outcome.picks.get(each.name, ""),
            is_open=each.name in outcome.open,
            text=(texts[each.name] or proposed(each)) if editing.may_join(each.name) else None,
            consequence=str(about.consequences.get(each.name, "")),
        )
        for each in outcome.fields
        if each.change is Change.BOTH
    ]
    changes = [
        ShownChange(
            name=each.name,
            label=str(editing.unit(each.name).label),
            who=_who(each.change, saves),
            was=_words(form, editing.unit(each.name).fields, each.base) or _("tomt"),
            now=_words(form, editing.unit(each.name).fields, each.joined) or _("tomt"),
            is_kept=each.name not in outcome.dropped,
        )
        for each in outcome.fields
        if each.change in {Change.MINE, Change.THEIRS, Change.ADDED}
    ]
    return TwoVersions(
        this=str(about.thing.this),
        the=str(about.thing.the),
        name=about.name,
        saver=people(saves),
        when=at_time(saves[-1].at) if saves else "",
        whose=whose(saves),
        back=about.back,
        count=_count(len(choices)),
        choices=choices,
        changes=changes,
        same=[
            (str(editing.unit(each.name).label), _words(form, editing.unit(each.name).fields, each.theirs) or "–")
            for each in outcome.fields
            if each.change is Change.NOBODY
        ],
        lost=outcome.lost,
        hidden=[*_sent(), (NAME, editing.seal), (SHOWN, sealed(editing.now))],
        was_sent=SHOWN in request.form,
    )


def _count(fields: int) -> str:
    words = {2: _("to felt"), 3: _("tre felt"), 4: _("fire felt")}
    return str(words.get(fields) or ngettext("ett felt", "%(num)s felt", fields))


def _who(change: Change, saves: Sequence[Save]) -> str:
    if change is Change.MINE:
        return str(_("endret av deg"))
    if change is Change.ADDED:
        return str(_("lagt til av deg og av %(name)s", name=people(saves)))
    return str(_("endret av %(name)s", name=people(saves)))


def _runs(form: BaseForm, fields: Sequence[str], each: MergedField, value: Value) -> Runs:
    """Return a version as runs, the new words of a text marked."""
    words = _words(form, fields, value)
    was = _words(form, fields, each.base)
    return (
        marks(was, words) if was and is_prose(form[fields[0]]) and len(fields) == 1 else [(words or _("tomt"), False)]
    )


def _words(form: BaseForm, fields: Sequence[str], value: Value) -> str:
    """Return what stands in a field, or in fields that belong together, each after the first with its own label."""
    said = [(form[name], part_in_words(form[name], part)) for name, part in zip(fields, value, strict=True)]
    if len(said) == 1:
        return said[0][1]
    return ", ".join(
        text if at == 0 else f"{str(field.label.text).lower()} {text}" for at, (field, text) in enumerate(said) if text
    )


def _sent() -> list[tuple[str, str]]:
    """Return what was sent and is no part of these pages themselves, to be sent on."""
    own = (NAME, SHOWN, ANYWAY, "csrf_token")
    return [
        (name, value) for name, value in request.form.items(multi=True) if name not in own and not name.startswith(OWN)
    ]


def _home() -> tuple[str, str]:
    """Return the name and address of where the person stands."""
    access = g.get("access")
    if isinstance(access, TeamAccess):
        return access.team.name, url_for("teams.team", team=access.team.slug)
    if isinstance(access, NetworkAccess):
        return access.network.name, url_for("networks.matrix", network=access.network.slug)
    if isinstance(access, OfficeAccess):
        return str(_("Administrasjon")), url_for("accounts.users")
    return str(_("Forsiden")), url_for("home.start")
