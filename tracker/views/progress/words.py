"""What the two sides say of a month, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from tracker.models.progress import Progress, ProgressSide, ProgressStep
from tracker.services.progress.scores import MonthOfScores
from tracker.text.locale import Locale

_FAR = 1.0
"""A suggestion that lies so far from both is said to."""


def number_of(step: ProgressStep | None, locale: Locale) -> str:
    """Return a step as it is written: 3,5."""
    return "" if step is None else locale.number(step.number, 1)


def said_now(now: MonthOfScores, step: ProgressStep | None, side: ProgressSide | None, locale: Locale) -> Markup:
    """Return what each side says of the month that runs and what the evidence speaks for, as this reader may see it."""
    return Markup(" ").join(_sentences(now, step, side, locale))


def _sentences(
    now: MonthOfScores, step: ProgressStep | None, side: ProgressSide | None, locale: Locale
) -> Iterator[Markup]:
    for each in ProgressSide:
        yield _of_side(now, each, side, locale)
    if step is not None:
        text = locale.gettext("Tallene og testene peker mot %(step)s.")
        yield _bold(text, number_of(step, locale))
    if now.team is not None and now.host is not None and now.team.step != now.host.step:
        yield Markup("%s") % locale.gettext("Forskjellen er verdt en prat.")
    if step is not None and _is_far(now, step):
        yield Markup("%s") % locale.gettext("Forslaget ligger langt fra begge: se hva som ikke er ført.")


def _of_side(now: MonthOfScores, each: ProgressSide, side: ProgressSide | None, locale: Locale) -> Markup:
    row, is_own = now.of(each), each is side
    if each in now.hidden:
        has_set = {
            ProgressSide.TEAM: locale.gettext("Teamet har satt sitt tall."),
            ProgressSide.HOST: locale.gettext("Vertskapet har satt sitt tall."),
        }
        return Markup("%s %s") % (has_set[each], _until_when(side, locale))
    if row is None:
        return Markup("%s") % _not_set(each, locale, is_own=is_own)
    said = {
        (ProgressSide.TEAM, True): locale.gettext("Dere sier %(step)s."),
        (ProgressSide.TEAM, False): locale.gettext("Teamet sier %(step)s."),
        (ProgressSide.HOST, True): locale.gettext("Du som vertskap sier %(step)s."),
        (ProgressSide.HOST, False): locale.gettext("Vertskapet sier %(step)s."),
    }
    return _bold(said[each, is_own], number_of(row.step, locale))


def _not_set(each: ProgressSide, locale: Locale, *, is_own: bool) -> str:
    said = {
        (ProgressSide.TEAM, True): locale.gettext("Dere har ikke satt tallet ennå."),
        (ProgressSide.TEAM, False): locale.gettext("Teamet har ikke satt tallet ennå."),
        (ProgressSide.HOST, True): locale.gettext("Du som vertskap har ikke satt tallet ennå."),
        (ProgressSide.HOST, False): locale.gettext("Vertskapet har ikke satt tallet ennå."),
    }
    return said[each, is_own]


def _until_when(side: ProgressSide | None, locale: Locale) -> str:
    said = {
        ProgressSide.TEAM: locale.gettext("Dere ser det når dere har satt deres, eller når måneden er over."),
        ProgressSide.HOST: locale.gettext("Du ser det når du har satt ditt, eller når måneden er over."),
        None: locale.gettext("Det vises når begge har satt sitt, eller når måneden er over."),
    }
    return said[side]


def _is_far(now: MonthOfScores, step: ProgressStep) -> bool:
    def far(row: Progress | None) -> bool:
        return row is not None and abs(row.step.number - step.number) >= _FAR

    return far(now.team) and far(now.host)


def _bold(sentence: str, number: str) -> Markup:
    return Markup(sentence) % {"step": Markup("<b>%s</b>") % number}  # noqa: S704 - our own texts
