"""The network's overview: which kinds of barriers, in how many teams, and what is answered. Never a word of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.network import NetworkAccess
from tracker.services.barriers.patterns import KindCount, LiftedKind, kinds_in_network, lifted_in_network
from tracker.text.locale import Locale, capital
from tracker.views.barriers.words import answer_by
from tracker.views.bars import NamedBar
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class LiftedRow:
    """A lifted barrier as the host may know it."""

    team: str
    kind: str
    state: str
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class NetworkBarriers:
    """What the page shows."""

    number: int
    bars: Sequence[NamedBar]
    sentence: str
    table: Sequence[Sequence[str]]
    """A row for each kind: its name, barriers, running part of all, teams, lifted, answered."""
    alone: Sequence[LiftedRow]
    """Those lifted to somebody who is no leader any more."""
    lifted: Sequence[LiftedRow]


def network_barriers(access: NetworkAccess, locale: Locale) -> NetworkBarriers:
    """Gather the page, in two queries."""
    counts, lifted = kinds_in_network(access), lifted_in_network(access)
    whole = sum(each.barriers for each in counts)
    top = counts[0].barriers if counts else 0
    return NetworkBarriers(
        number=whole,
        bars=[_bar(each, top, locale) for each in counts],
        sentence=_sentence(counts, whole, locale),
        table=_table(counts, whole, locale),
        alone=[_row(access, each, locale) for each in lifted if not each.has_leader],
        lifted=[_row(access, each, locale) for each in lifted if each.has_leader],
    )


def _bar(each: KindCount, top: int, locale: Locale) -> NamedBar:
    number = locale.ngettext("%(num)s hindring", "%(num)s hindringer", each.barriers)
    teams = locale.ngettext("%(num)s team", "%(num)s team", each.teams)
    return NamedBar(label(each.kind, locale), f"{number}, {teams}", round(100 * each.barriers / top))


def _sentence(counts: Sequence[KindCount], whole: int, locale: Locale) -> str:
    """Say which kind is the most frequent, where one is."""
    if not counts:
        return ""
    first = counts[0]
    if len(counts) > 1 and counts[1].barriers == first.barriers:
        return locale.gettext("Ingen type skiller seg ut.")
    return locale.ngettext(
        "Det vanligste er «%(kind)s»: %(part)s av %(all)s hindringer, i %(num)s team.",
        "Det vanligste er «%(kind)s»: %(part)s av %(all)s hindringer, i %(num)s team.",
        first.teams,
        kind=label(first.kind, locale),
        part=first.barriers,
        all=whole,
    )


def _table(counts: Sequence[KindCount], whole: int, locale: Locale) -> list[list[str]]:
    rows, running = [], 0
    for each in counts:
        running += each.barriers
        numbers = (each.teams, each.lifted, each.answered)
        rows.append(
            [
                label(each.kind, locale),
                locale.number(each.barriers),
                locale.percent(100 * running / whole),
                *(locale.number(number) for number in numbers),
            ]
        )
    return rows


def _row(access: NetworkAccess, each: LiftedKind, locale: Locale) -> LiftedRow:
    awaits = each.state.awaits_answer(each.due, access.today)
    return LiftedRow(
        team=each.team,
        kind=label(each.kind, locale),
        state=label(each.state, locale),
        due=capital(answer_by(each.due, access.today, locale)) if awaits else "",
        is_late=awaits and each.due <= access.today,
    )
