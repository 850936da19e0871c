"""The page that tells back, ready to be written: its words in the reader's language, and how what is measured goes.

A chart whose numbers are small is drawn without a single one: no value, no median, no goal, and none in what is read
aloud.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from tracker.access.people import local_day
from tracker.analysis.small_numbers import any_small
from tracker.models.answers import AnsweredBy, TellingKind
from tracker.models.measures import Measure, ValueKind
from tracker.services.answers.told.told_back import ToldTeam, ToldThing
from tracker.services.answers.words import AnswerWords
from tracker.services.measurements.history import History, histories
from tracker.services.networks.standards import standards_by_team
from tracker.text.answers.patient_texts import PatientTexts
from tracker.text.answers.told_texts import ToldTexts
from tracker.text.locale import Locale
from tracker.views.measures.reading import Drawn, draw

_LABEL = re.compile(r'role="img" aria-label="[^"]*"')


@dataclass(frozen=True, slots=True)
class ToldBubble:
    """One answer as it is shown: who and week, never a name."""

    parts: tuple[str | None, ...]
    language: str
    is_kin: bool
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class ToldCourse:
    """How it goes, of what is measured. Without numbers where they are small."""

    name: str
    verdict: str
    verdict_kind: str
    spark: Markup
    last: str
    facts: Sequence[str]
    sentence: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One thing that was told: what people answered, what the team did, how it goes."""

    theme: str
    number: str
    """How many answers, in words; "" where it is about no theme."""
    bubbles: Sequence[ToldBubble]
    text: str
    since: str
    course: ToldCourse | None


@dataclass(frozen=True, slots=True)
class ToldPage:
    """The whole page."""

    lead: str
    did: Sequence[ToldRow]
    working: Sequence[ToldRow]
    could_not: Sequence[ToldRow]
    taken_in: Sequence[ToldRow]
    foot: str
    changed: str


def told_page(
    told: ToldTeam, *, question: str, says: ToldTexts, patient: PatientTexts, locale: Locale, now: datetime
) -> ToldPage:
    """Write the page; what it measures is read in the same few queries however much there is."""
    courses = _courses(told, locale, now, says)
    rows = {
        kind: [_row(thing, told, says, patient, courses) for thing in told.of(kind)]
        for kind in (TellingKind.DID, TellingKind.WORKING, TellingKind.COULD_NOT, TellingKind.TAKEN_IN)
    }
    if told.total is not None and told.since is not None:
        lead = says.lead_count.format(question=question, number=told.total, since=says.month(told.since))
    else:
        lead = says.lead.format(question=question)
    return ToldPage(
        lead,
        rows[TellingKind.DID],
        rows[TellingKind.WORKING],
        rows[TellingKind.COULD_NOT],
        rows[TellingKind.TAKEN_IN],
        says.foot.format(threshold=told.threshold),
        says.changed.format(day=says.day(told.changed)),
    )


def _row(
    thing: ToldThing, told: ToldTeam, says: ToldTexts, patient: PatientTexts, courses: Mapping[int, ToldCourse]
) -> ToldRow:
    theme, number = says.no_theme, ""
    if thing.theme is not None:
        usual = says.themes.get(thing.theme.key.value, "") if thing.theme.key else ""
        theme = thing.theme.name or usual or thing.theme.slug
        number = says.answers(thing.theme.number).format(threshold=told.threshold)
    return ToldRow(
        theme,
        number,
        [_bubble(answer, says, patient) for answer in thing.answers],
        thing.text,
        says.since.format(day=says.day(thing.since)),
        courses.get(thing.measure.id) if thing.measure is not None else None,
    )


def _bubble(answer: AnswerWords, says: ToldTexts, patient: PatientTexts) -> ToldBubble:
    who = {AnsweredBy.PATIENT: patient.patient, AnsweredBy.KIN: patient.relative}.get(answer.who, "")
    week = says.week.format(number=answer.week.isocalendar().week)
    return ToldBubble(answer.parts, answer.language.value, answer.who is AnsweredBy.KIN, who, week)


def _courses(told: ToldTeam, locale: Locale, now: datetime, says: ToldTexts) -> Mapping[int, ToldCourse]:
    measures: dict[int, Measure] = {thing.measure.id: thing.measure for thing in told.things if thing.measure}
    if not measures:
        return {}
    drawn = draw(
        histories(list(measures.values()), today=local_day(now), words=False),
        locale,
        standards=standards_by_team([told.team.id])[told.team.id],
    )
    return {each.measure.id: _course(each, told.threshold, says) for each in drawn if each.last is not None}


def _course(drawn: Drawn, threshold: int, says: ToldTexts) -> ToldCourse:
    name, verdict = drawn.measure.name, (drawn.verdict_label, drawn.verdict.value)
    if has_small(drawn.history, threshold):
        bare = Markup(_LABEL.sub('aria-hidden="true"', str(drawn.spark)))  # noqa: S704 - our own drawing, less a label
        return ToldCourse(name, *verdict, bare, "", (), says.small)
    return ToldCourse(name, *verdict, drawn.spark, drawn.say(drawn.last), drawn.facts, drawn.summary)


def has_small(history: History, threshold: int) -> bool:
    """Return whether a number of the chart is too small to be said, or could be worked out from what is.

    Of a share the last that was counted and the rest of it count, of a rate the events and what they are out of. Of
    counts each that is drawn: the picture has a scale as soon as one number stands beside it. Days between events, and
    what is measured and not counted, are nobody's number.
    """
    kind = history.measure.value_kind
    if kind.is_between_events:
        return False
    if history.denominators is None:
        counted = [value for value in history.numerators if value is not None]
        return kind is ValueKind.COUNT and any_small(counted, threshold)
    pairs = zip(history.numerators, history.denominators, strict=True)
    measured = [(at, *pair) for at, pair in enumerate(pairs) if None not in pair]
    over = [each for each in measured if each[0] not in history.running]
    rest = kind is ValueKind.PROPORTION
    return any_small(
        (
            min(top or 0, (bottom or 0) - (top or 0) if rest else bottom or 0)
            for _at, top, bottom in (*measured[-1:], *over[-1:])
        ),
        threshold,
    )
