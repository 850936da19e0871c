"""All of a network as a workbook, for its host: every number of every team, what they do, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracker.access.network import NetworkAccess
from tracker.access.people import local_day
from tracker.documents.list_sheet import Cell
from tracker.documents.workbook import ListSheet, SheetColumn, workbook
from tracker.services.gatherings.numbering import status_of
from tracker.services.measurements.history import History, histories
from tracker.services.networks.everything import NetworkRows, network_rows
from tracker.services.networks.overview import Overview, Shared, homes_of, overview, rows_of
from tracker.text.locale import Locale
from tracker.views.improvement.goal import aim_sentence
from tracker.views.labels import label
from tracker.views.measures.reading import draw_judged, judge
from tracker.views.networks.matrix import label_of
from tracker.views.reports.figures import file_values, number_shape


def everything(access: NetworkAccess, locale: Locale, *, product: str) -> bytes:
    """Write all of a network, in the same queries for any number of teams, measures and points."""
    sheets = list(everything_sheets(access, locale))
    return workbook(sheets, title=access.network.name, author=product, made=access.now)


def everything_sheets(access: NetworkAccess, locale: Locale) -> Iterator[ListSheet]:
    """Gather the sheets: the teams, each measure, goals, interventions, tests, gatherings and agreements."""
    whole = overview(access, locale.code)
    rows = network_rows(access, [team.id for team in whole.teams])
    names = {team.id: team.name for team in whole.teams}
    yield _teams(access, whole, rows, locale)
    yield from _measures(access, whole, names, locale)
    yield _goals(rows, names, locale)
    yield _interventions(rows, names, locale)
    yield _tests(rows, names, locale)
    yield _gatherings(access, rows, locale)
    yield _actions(rows, names, locale)


def _sheet(name: str, titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> ListSheet:
    return ListSheet(name, [SheetColumn(title) for title in titles], rows)


def _teams(access: NetworkAccess, whole: Overview, rows: NetworkRows, locale: Locale) -> ListSheet:
    homes = homes_of(access, list(rows.parts))
    counts = {team.id: sum(team.id in one.measure_ids for one in whole.shared) for team in whole.teams}
    titles = (
        locale.gettext("Team"),
        locale.gettext("Hører til"),
        locale.gettext("Tjeneste"),
        locale.gettext("Med fra"),
        locale.gettext("Har undertegnet"),
        locale.gettext("Medlemmer"),
        locale.gettext("Indikatorer"),
    )
    yes, no = locale.gettext("ja"), locale.gettext("nei")
    told = [
        (
            team.name,
            ", ".join(home.name for home in homes.get(team.id, ())),
            label(team.service, locale),
            rows.parts[team.id].joined_on,
            yes if rows.parts[team.id].has_signed else no,
            rows.members.get(team.id, 0),
            counts[team.id],
        )
        for team in whole.teams
    ]
    return _sheet(locale.gettext("Teamene"), titles, told)


def _measures(access: NetworkAccess, whole: Overview, names: Mapping[int, str], locale: Locale) -> Iterator[ListSheet]:
    """Yield a sheet for each measure, a line for each team's period: to be sorted, filtered and summed."""
    own = rows_of(access, whole.shared)
    told = histories(list(own.values()), today=access.today, words=False)
    read = {each.history.measure.id: each for each in judge(told)}
    for shared in whole.shared:
        found = [(names[team], read[row_id]) for team, row_id in shared.measure_ids.items()]
        found.sort(key=lambda each: each[0])
        drawn = [(name, draw_judged(each, locale)) for name, each in found if each.has_numbers]
        rows: list[Sequence[Cell]] = []
        for name, each in drawn:
            rows.extend(_points(name, each.history, file_values(each), locale))
        columns = [
            SheetColumn(locale.gettext("Team")),
            SheetColumn(locale.gettext("Første dag")),
            SheetColumn(locale.gettext("Teller"), "General"),
            SheetColumn(locale.gettext("Nevner"), "General"),
            SheetColumn(locale.gettext("Verdi"), number_shape(each for _name, each in drawn)),
            SheetColumn(locale.gettext("Merknad")),
        ]
        units = dict.fromkeys(each.plot.unit for _name, each in drawn if each.plot.unit and not each.plot.is_share)
        yield ListSheet(_named(shared, whole, locale), columns, rows, list(units))


def _named(shared: Shared, whole: Overview, locale: Locale) -> str:
    return label_of(shared, whole.shared, locale)


def _points(team: str, history: History, values: Sequence[float | None], locale: Locale) -> Iterator[tuple[Cell, ...]]:
    notes: dict[int, str] = {}
    for positions, told in (
        (history.excluded, locale.gettext("holdt utenfor")),
        (history.running, locale.gettext("ikke over ennå")),
        (history.not_measured, locale.gettext("ikke målt")),
    ):
        notes.update(dict.fromkeys(positions, told))
    nothing = [None] * len(values)
    above, below = (history.numerators, history.denominators) if history.denominators else (nothing, nothing)
    for at, (period, part, whole, value) in enumerate(zip(history.periods, above, below, values, strict=True)):
        yield (team, period.start, part, whole, value, notes.get(at, ""))


def _goals(rows: NetworkRows, names: Mapping[int, str], locale: Locale) -> ListSheet:
    titles = (locale.gettext("Team"), locale.gettext("Mål"), locale.gettext("Kategori"), locale.gettext("Indikator"),
              locale.gettext("Fra og til"), locale.gettext("Frist"), locale.gettext("Lukket"))  # fmt: skip
    told = [
        (names[goal.team_id], goal.title, label(goal.category, locale), goal.outcome.name, aim_sentence(goal, locale),
         goal.targets[-1].deadline, None if goal.closed_at is None else local_day(goal.closed_at))
        for goal in rows.goals
    ]  # fmt: skip
    return _sheet(locale.gettext("Mål"), titles, told)


def _interventions(rows: NetworkRows, names: Mapping[int, str], locale: Locale) -> ListSheet:
    titles = (locale.gettext("Team"), locale.gettext("Flagg"), locale.gettext("Tiltak"), locale.gettext("Beskrivelse"),
              locale.gettext("Status"), locale.gettext("Nivå"), locale.gettext("Fra"), locale.gettext("Til"),
              locale.gettext("Hvorfor avsluttet"), locale.gettext("Indikatorer"))  # fmt: skip
    told = [
        (names[one.team_id], one.flag, one.title, one.text, label(one.state, locale), label(one.level, locale),
         one.started_on, one.ended_on, one.ended_why, ", ".join(measure.name for measure in one.measures))
        for one in rows.interventions
    ]  # fmt: skip
    return _sheet(locale.gettext("Tiltak"), titles, told)


def _tests(rows: NetworkRows, names: Mapping[int, str], locale: Locale) -> ListSheet:
    titles = (locale.gettext("Team"), locale.gettext("Flagg"), locale.gettext("Test"), locale.gettext("Planlegge"),
              locale.gettext("Hva venter dere å se?"), locale.gettext("Utføre"), locale.gettext("Evaluere"),
              locale.gettext("Følge opp"), locale.gettext("Fra"), locale.gettext("Til"))  # fmt: skip
    told = [
        (names[one.team_id], one.flag, one.title, one.plan, one.prediction, one.did, one.studied,
         "" if one.decision is None else label(one.decision, locale), one.started_on, one.ended_on)
        for one in rows.tests
    ]  # fmt: skip
    return _sheet(locale.gettext("Tester"), titles, told)


def _gatherings(access: NetworkAccess, rows: NetworkRows, locale: Locale) -> ListSheet:
    titles = (locale.gettext("Slag"), locale.gettext("Tittel"), locale.gettext("Sted"), locale.gettext("Første dag"),
              locale.gettext("Siste dag"), locale.gettext("Status"))  # fmt: skip
    told = [
        (label(one.kind, locale), one.title, one.place, local_day(one.starts_at), local_day(one.ends_at),
         label(status_of(one, access.now), locale))
        for one in rows.gatherings
    ]  # fmt: skip
    return _sheet(locale.gettext("Samlinger"), titles, told)


def _actions(rows: NetworkRows, names: Mapping[int, str], locale: Locale) -> ListSheet:
    titles = (locale.gettext("Samling"), locale.gettext("Avtale"), locale.gettext("Team"), locale.gettext("Hvem"),
              locale.gettext("Frist"), locale.gettext("Status"))  # fmt: skip
    met = {one.id: one.title for one in rows.gatherings}
    host = locale.gettext("vertskapet")
    told = [
        (met.get(one.gathering_id, ""), one.text, names.get(one.team_id, "") if one.team_id else host, one.person,
         one.due, label(one.state, locale))
        for one in rows.actions
    ]  # fmt: skip
    return _sheet(locale.gettext("Avtaler"), titles, told)
