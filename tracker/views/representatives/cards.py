"""«Kjenner du deg igjen?»: one card a measure, with what representatives said of it and what the team answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Verdict
from tracker.charts.shown import shown
from tracker.models.measures import Measure
from tracker.models.representatives import Recognised, Recognition
from tracker.models.threads import Message
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import standards_of
from tracker.services.threads.threads import ThreadPlace
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn, draw

FIRST = 2
"""So many cards stand open; the rest are folded."""
_NEED: Sequence[Verdict] = (
    Verdict.WORSE,
    Verdict.SILENT,
    Verdict.STILL,
    Verdict.FEW,
    Verdict.STABLE,
    Verdict.BETTER,
    Verdict.HELD,
)
"""What is asked about first: what has become worse, then what nobody knows of, then what stands still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedLine:
    """What one representative said of a measure, and what the team answered."""

    head: str
    when: str
    text: str
    reply_head: str
    reply: str
    waits: str
    """What is said where the team has not answered."""
    href: str
    """Where it is answered, or read as a whole."""
    edit: str
    """Where she changes her own answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionCard:
    """One measure."""

    drawn: Drawn
    href: str
    sentence: str
    said: Sequence[RecognisedLine]
    asks: bool
    """Whether this person is asked, and has not said."""


def recognition_cards(
    access: TeamAccess, said: Sequence[Recognition], locale: Locale, links: Links
) -> list[RecognitionCard]:
    """Give a card for each measure that has a number, the worst need first; the queries do not follow their number."""
    drawn = draw(
        histories(access.measures(), today=access.today),
        locale,
        standards=standards_of(access),
    )
    by_measure: defaultdict[int, list[Recognition]] = defaultdict(list)
    for row in said:
        by_measure[row.measure_id].append(row)
    measured = [each for each in drawn if each.last is not None]
    return [
        _card(access, each, by_measure[each.measure.id], locale, links)
        for each in sorted(measured, key=lambda each: _NEED.index(each.verdict))
    ]


def latest_place(drawn: Drawn) -> ThreadPlace:
    """Return the last point that counts: where a bubble about how it is now stands. Without one: the whole chart."""
    at = shown(drawn.reading, drawn.plot).latest
    if at is None:
        return ThreadPlace()
    return ThreadPlace(first=drawn.plot.periods[at].start, value=float(drawn.reading.values[at]))


def place_on(access: TeamAccess, measure: Measure, locale: Locale) -> tuple[Drawn, ThreadPlace]:
    """Read one measure, and say where on its chart a bubble about how it is now stands."""
    (drawn,) = draw(histories([measure], today=access.today), locale, standards=standards_of(access))
    return drawn, latest_place(drawn)


def sentence_of(answer: Recognised, locale: Locale) -> str:
    """Return what an answer says where nothing more was written."""
    return {
        Recognised.YES: locale.gettext("Ja, slik opplever jeg det."),
        Recognised.PARTLY: locale.gettext("Jeg kjenner meg bare delvis igjen."),
        Recognised.NO: locale.gettext("Nei, slik opplever jeg det ikke."),
        Recognised.UNSURE: locale.gettext("Jeg vet ikke om jeg kjenner meg igjen."),
    }[answer]


def _card(
    access: TeamAccess, drawn: Drawn, said: Sequence[Recognition], locale: Locale, links: Links
) -> RecognitionCard:
    own = any(row.user_id == access.user.id for row in said)
    return RecognitionCard(
        drawn=drawn,
        href=links.measure(access.team.slug, drawn.measure),
        sentence=drawn.sentences[0],
        said=[_said(access, row, locale, links) for row in said],
        asks=access.may(Permission.REPRESENT) and not own,
    )


def _said(access: TeamAccess, row: Recognition, locale: Locale, links: Links) -> RecognisedLine:
    is_own = row.user_id == access.user.id
    answer = label(row.answer, locale).lower()
    thread = row.thread
    messages = [each for each in thread.messages if each.removed_at is None] if thread else []
    hers = next((each for each in reversed(messages) if each.by_id == row.user_id), None)
    reply = _reply(messages, hers)
    waits = ""
    if thread is not None and thread.waits:
        waits = locale.gettext("Venter på dere") if access.may(Permission.IMPROVE) else locale.gettext("Venter på svar")
    return RecognisedLine(
        head=(
            locale.gettext("Du svarte: %(answer)s", answer=answer)
            if is_own
            else locale.gettext("%(name)s svarte: %(answer)s", name=row.user.name, answer=answer)
        ),
        when=locale.day_seen_from(local_day(row.said_at), access.today),
        text=hers.text if hers else "",
        reply_head=(
            locale.gettext(
                "%(name)s svarte %(day)s:", name=reply.by.name, day=locale.day(local_day(reply.written_at), year=False)
            )
            if reply
            else ""
        ),
        reply=reply.text if reply else "",
        waits=waits,
        href=links.thread(access.team.slug, thread.id) if thread else "",
        edit=links.recognise(access.team.slug, row.measure_id) if is_own and access.may(Permission.REPRESENT) else "",
    )


def _reply(messages: Sequence[Message], hers: Message | None) -> Message | None:
    """Return the last answer of the team to what she wrote last."""
    later = [each for each in messages if each.answers and (hers is None or each.id > hers.id)]
    return later[-1] if later else None
