"""Words that the pages of the chain share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tracker.services.answers.chain.reading import AnswerInChain
from tracker.services.answers.standing import DeedOfAnswer, WhereItIs
from tracker.text.locale import Locale

ORDER: Sequence[WhereItIs] = (
    WhereItIs.TOLD,
    WhereItIs.DONE,
    WhereItIs.TESTED,
    WhereItIs.IDEA,
    WhereItIs.WAITING,
    WhereItIs.DECLINED,
    WhereItIs.TAKEN_IN,
)
"""The signs in a row, from the end of the chain to its beginning, then the ends without a deed."""


def days_said(number: float, locale: Locale) -> str:
    """Return a number of days in words; half a day counts as one."""
    whole = int(number + 0.5)
    return locale.ngettext("%(num)s dag", "%(num)s dager", whole)


def answers_said(number: int, locale: Locale) -> str:
    """Return a number of answers in words."""
    return locale.ngettext("%(num)s svar", "%(num)s svar", number)


def counted(answers: Iterable[AnswerInChain]) -> Mapping[WhereItIs, int]:
    """Count answers by where they are."""
    return Counter(each.standing.where for each in answers)


def parts_said(counts: Mapping[WhereItIs, int], locale: Locale) -> str:
    """Return in words what the row of signs shows; what was told back became something too."""
    became = counts.get(WhereItIs.TOLD, 0) + counts.get(WhereItIs.DONE, 0)
    said = (
        (became, locale.ngettext("%(num)s ble til tiltak", "%(num)s ble til tiltak", became)),
        (counts.get(WhereItIs.TOLD, 0), _told(counts.get(WhereItIs.TOLD, 0), locale)),
        *((counts.get(where, 0), _stands(where, counts.get(where, 0), locale)) for where in ORDER[2:]),
    )
    return ", ".join(text for number, text in said if number)


def _told(number: int, locale: Locale) -> str:
    return locale.ngettext("%(num)s er fortalt tilbake", "%(num)s er fortalt tilbake", number)


def _stands(where: WhereItIs, number: int, locale: Locale) -> str:
    match where:
        case WhereItIs.TESTED:
            return locale.ngettext("%(num)s testes", "%(num)s testes", number)
        case WhereItIs.IDEA:
            return locale.ngettext("%(num)s ligger som idé", "%(num)s ligger som idé", number)
        case WhereItIs.DECLINED:
            return locale.ngettext("%(num)s fikk nei, med grunn", "%(num)s fikk nei, med grunn", number)
        case WhereItIs.TAKEN_IN:
            return locale.ngettext("%(num)s er tatt til seg", "%(num)s er tatt til seg", number)
        case _:
            return locale.ngettext("%(num)s venter på dere", "%(num)s venter på dere", number)


def waits_for(answer: AnswerInChain, locale: Locale, *, others: int = 1) -> str:
    """Return what an answer that is open waits for; `others` is how many of the theme wait in the same place."""
    deed = leading(answer)
    match answer.standing.where:
        case WhereItIs.IDEA if deed is not None and deed.state is None:
            return locale.gettext("Testen «%(title)s» ble forkastet, og svaret venter på noe nytt", title=deed.title)
        case WhereItIs.IDEA if deed is not None:
            return locale.gettext("Ideen «%(title)s» venter på en test", title=deed.title)
        case WhereItIs.TESTED if deed is not None:
            return locale.gettext("«%(title)s» testes", title=deed.title)
        case WhereItIs.DONE if deed is not None:
            return locale.gettext("«%(title)s» er innført, men ikke fortalt tilbake", title=deed.title)
        case _:
            return locale.ngettext(
                "%(num)s svar venter på at dere avklarer", "%(num)s svar venter på at dere avklarer", others
            )


def leading(answer: AnswerInChain) -> DeedOfAnswer | None:
    """Return the deed that an answer hangs on: the last it was tied to."""
    return next(iter(answer.standing.deeds), None)
