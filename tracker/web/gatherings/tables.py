"""Tables for the day: the host names them, and moves the teams between them with one list for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.models.gatherings import HelpTable, Preparation
from tracker.services.gatherings import tables as tables_service
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.services.gatherings.tables import MOST_TABLES
from tracker.views.gatherings.head import head_of
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowSelect
from tracker.web.forms.editing import Thing
from tracker.web.forms.fields import FreeTextField
from tracker.web.gatherings.routes import routes


class TablesForm(Form):
    """The tables by their places, and where each team sits; made for the teams there are by `tables_form`."""

    thing = Thing(this=lazy_gettext("bordene"), the=lazy_gettext("bordene"))

    def titles(self) -> dict[int, str]:
        """Return what stands on each table, by its place."""
        return {place: self[f"table-{place}"].data or "" for place in range(1, MOST_TABLES + 1)}

    def seats(self, wishes: Sequence[Preparation]) -> dict[int, int | None]:
        """Return the place of the table that each team sits at."""
        return {wish.team_id: self[f"seat-{wish.team_id}"].data for wish in wishes}


def tables_form(tables: Sequence[HelpTable], wishes: Sequence[Preparation], names: Mapping[int, str]) -> TablesForm:
    """Make a form with a field for each table, and a list for each team that wants help."""
    places = [(place, _("Bord %(number)s", number=place)) for place in range(1, MOST_TABLES + 1)]
    by_place = {table.position: table for table in tables}
    places = [(place, f"{text}: {by_place[place].title}" if place in by_place else text) for place, text in places]
    position = {table.id: table.position for table in tables}
    fields: dict[str, Any] = {}
    data: dict[str, object] = {}
    for place in range(1, MOST_TABLES + 1):
        fields[f"table-{place}"] = FreeTextField(_("Bord %(number)s", number=place), most=80)
        data[f"table-{place}"] = by_place[place].title if place in by_place else ""
    for wish in wishes:
        fields[f"seat-{wish.team_id}"] = RowSelect(names[wish.team_id], blank=_("Ikke satt ved et bord"), rows=places)
        data[f"seat-{wish.team_id}"] = position.get(wish.help_table_id or 0)
    made: TablesForm = type("TablesFormOfGathering", (TablesForm,), fields)(None, **data)
    return made


@routes.page(
    "/networks/<network>/gatherings/<int:gathering_id>/tables",
    access=Permission.MANAGE_NETWORK,
    methods=("GET", "POST"),
)
def help_tables(gathering_id: int) -> ResponseReturnValue:
    """Name the tables, and seat the teams by what they want help with."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    wishes = tables_service.wishes_of(access, row)
    names = {team.id: team.name for team in access.teams()}
    form = tables_form(tables_service.tables_of(row), wishes, names)
    back = url_for("gatherings.gathering", network=access.network.slug, gathering_id=row.id)
    form.edits(row, name=row.title, back=back)
    if form.accepted():
        with form.refusing():
            tables_service.set_tables(access, row, form.titles(), form.seats(wishes))
            flash(form.saved(_("Bordene er lagret.")), "done")
            return redirect(back)
    page = render_template(
        "gatherings/tables.html",
        network=access.network,
        top=head_of(access, row, locale()),
        form=form,
        places=range(1, MOST_TABLES + 1),
        wishes=sorted(wishes, key=lambda wish: names[wish.team_id]),
    )
    return page, form.status
