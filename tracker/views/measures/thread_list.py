"""The threads of a measure as its page lists them: those that wait first, the others folded, the newest on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Role
from tracker.models.threads import Message, Thread
from tracker.services.threads.messages import is_fresh, may_take_away
from tracker.services.threads.threads import may_answer
from tracker.services.threads.writers import writers_roles
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn
from tracker.views.measures.thread_places import aside, span_name
from tracker.views.moments import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """One message: who, as what, when and what; and what this person may do with it."""

    initials: str
    by: str
    role: str
    when: str
    text: str
    gone: str
    """What stands where its words were taken away."""
    is_answer: bool
    is_own: bool
    edit: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One thread of the list."""

    row_id: int
    version: int
    number: int
    about: str
    aside: str
    waits: bool
    state: str
    """For whom it waits; or who answered, or wrote last, and when."""
    href: str
    messages: Sequence[MessageLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadList:
    """All threads of a measure, or to the team as a whole, for the person who looks."""

    waiting: Sequence[ThreadLine]
    rest: Sequence[ThreadLine]
    may_write: bool
    may_answer: bool

    @property
    def any(self) -> bool:
        """Whether there is a thread."""
        return bool(self.waiting or self.rest)


def thread_list(
    access: TeamAccess, threads: Sequence[Thread], locale: Locale, links: Links, *, drawn: Drawn | None = None
) -> ThreadList:
    """Put the threads in order and in words; one query more, however many there are.

    `drawn` is the chart they are about; without one they are to the team as a whole.
    """
    roles = writers_roles(access, {message.by_id for thread in threads for message in thread.messages})
    lines = {thread.id: thread_line(access, thread, locale, links, drawn=drawn, roles=roles) for thread in threads}
    newest = sorted(threads, key=lambda thread: max((each.id for each in thread.messages), default=0), reverse=True)
    return ThreadList(
        waiting=[lines[thread.id] for thread in threads if thread.waits],
        rest=[lines[thread.id] for thread in newest if not thread.waits],
        may_write=access.may(Permission.COMMENT),
        may_answer=may_answer(access),
    )


def thread_line(
    access: TeamAccess,
    thread: Thread,
    locale: Locale,
    links: Links,
    *,
    drawn: Drawn | None = None,
    roles: Mapping[int, Role] | None = None,
) -> ThreadLine:
    """Put one thread into words."""
    if roles is None:
        roles = writers_roles(access, {message.by_id for message in thread.messages})
    return ThreadLine(
        row_id=thread.id,
        version=thread.version,
        number=thread.flag,
        about=locale.gettext("Til teamet") if drawn is None else span_name(drawn, thread),
        aside="" if drawn is None else aside(drawn, thread),
        waits=thread.waits,
        state=_state(access, thread, locale),
        href=links.thread(access.team.slug, thread.id) if access.may(Permission.COMMENT) else "",
        messages=[
            _message(access, message, locale, role=label(roles[message.by_id], locale).lower(), links=links)
            for message in thread.messages
        ],
    )


def _state(access: TeamAccess, thread: Thread, locale: Locale) -> str:
    if thread.waits:
        return locale.gettext("Venter på dere") if may_answer(access) else locale.gettext("Venter på teamet")
    if thread.answered_by is not None and thread.answered_at is not None:
        when = moment(thread.answered_at, locale, today=access.today)
        return locale.gettext("Besvart av %(name)s %(when)s", name=thread.answered_by.name, when=when)
    last = thread.messages[-1]
    return locale.gettext(
        "%(who)s, %(when)s", who=last.by.name, when=moment(last.written_at, locale, today=access.today)
    )


def _message(access: TeamAccess, message: Message, locale: Locale, *, role: str, links: Links) -> MessageLine:
    when = moment(message.written_at, locale, today=access.today)
    if message.changed_at is not None:
        when = locale.gettext("%(when)s, endret", when=when)
    gone = ""
    if message.removed_at is not None and message.removed_by is not None:
        gone = locale.gettext(
            "Tatt bort av %(name)s %(when)s.",
            name=message.removed_by.name,
            when=moment(message.removed_at, locale, today=access.today),
        )
    where = (access.team.slug, message.thread_id, message.id)
    return MessageLine(
        initials=message.by.initials,
        by=message.by.name,
        role=role,
        when=when,
        text=message.text,
        gone=gone,
        is_answer=message.answers,
        is_own=message.by_id == access.user.id,
        edit=links.edit_message(*where) if is_fresh(access, message) else "",
        remove=links.remove_message(*where) if may_take_away(access, message) else "",
    )
