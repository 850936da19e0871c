"""What is said where the line lies at the edge of the values, or where no test of runs can be made.

Where over half of the weeks are 0, the median is 0 and no week lies below it. A rule set that asks how the points split
takes those weeks as a side of their own: they are never said to lie under the line.
"""

from __future__ import annotations

from tracker.analysis import Direction, PhaseReading, Side
from tracker.analysis.reading import Untested
from tracker.charts.shown import Shown, edge_of
from tracker.charts.words.nouns import centre_name, counted, level_of, nouns
from tracker.text.locale import Locale

USEFUL, OF_A_SIDE = 10, 3
"""Points in all, and on each side, that a rule set that asks how they split needs (``analysis.split``)."""


def edge_level(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return the value that over half of the points have: ``0``, ``100 %``."""
    if phase.centre == int(phase.centre):
        return language.exact(phase.centre, is_share=view.plot.is_share)
    return language.level(phase.centre, view.plot)


def side_of_edge(phase: PhaseReading, side: Side, view: Shown, language: Locale) -> str:
    """Return where the points of a side lie, where the line is at the edge: ``på 0``, ``over 0``; ``under 100 %``."""
    level = edge_level(phase, view, language)
    if is_on_edge(phase, side):
        return language.gettext("på %(level)s", level=level)
    if side is Side.ABOVE:
        return language.gettext("over %(level)s", level=level)
    return language.gettext("under %(level)s", level=level)


def is_on_edge(phase: PhaseReading, side: Side) -> bool:
    """Return whether a side is that of the points which have the value of the edge."""
    return side is (Side.BELOW if edge_of(phase) < 0 else Side.ABOVE)


def groups(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return the two sides as groups of periods: ``ukene med og uten fall``, ``ukene på 100 % og ukene under``."""
    periods = nouns(view.plot.counts_in, language).the_many
    if edge_of(phase) < 0 and phase.centre == 0 and view.plot.events:
        return language.gettext("%(periods)s med og uten %(events)s", periods=periods, events=view.plot.events)
    level = edge_level(phase, view, language)
    if edge_of(phase) < 0:
        return language.gettext("%(periods)s på %(level)s og %(periods)s over", periods=periods, level=level)
    return language.gettext("%(periods)s på %(level)s og %(periods)s under", periods=periods, level=level)


def mixing(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return what is looked for and why, without a full stop: the sentence may go on."""
    return language.gettext(
        "Over halvparten av %(periods)s er %(level)s, så vi ser etter om %(groups)s er blandet",
        periods=nouns(view.plot.counts_in, language).the_many,
        level=edge_level(phase, view, language),
        groups=groups(phase, view, language),
    )


def sides_counted(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return how many points lie on each side of the line: ``13 på 0 og 12 over``, ``14 over og 5 under``."""
    assert phase.split is not None
    above, below = phase.split.above, phase.split.below
    if not edge_of(phase):
        return language.gettext("%(above)s over og %(below)s under", above=above, below=below)
    level = edge_level(phase, view, language)
    if edge_of(phase) < 0:
        return language.gettext("%(on)s på %(level)s og %(off)s over", on=below, level=level, off=above)
    return language.gettext("%(on)s på %(level)s og %(off)s under", on=above, level=level, off=below)


def why_sides(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return why there is no test at the edge, or what is tested there instead of over and under the line."""
    assert phase.split is not None
    kind, floor = view.plot.counts_in, edge_of(phase) < 0
    values = {
        "level": edge_level(phase, view, language),
        "periods": nouns(kind, language).the_many,
        "others": counted(kind, phase.split.above if floor else phase.split.below, language),
        "counts": sides_counted(phase, view, language),
    }
    if phase.tested and floor:
        return language.gettext(
            "Medianen er %(level)s, og ingen av %(periods)s ligger under. Derfor er de på medianen en side for seg: "
            "%(counts)s.",
            **values,
        )
    if phase.tested:
        return language.gettext(
            "Medianen er %(level)s, og ingen av %(periods)s ligger over. Derfor er de på medianen en side for seg: "
            "%(counts)s.",
            **values,
        )
    if floor:
        return language.gettext(
            "Medianen er %(level)s, og ingen av %(periods)s ligger under. Bare %(others)s ligger over, og det er for "
            "få til å se om de er blandet.",
            **values,
        )
    return language.gettext(
        "Medianen er %(level)s, og ingen av %(periods)s ligger over. Bare %(others)s ligger under, og det er for få "
        "til å se om de er blandet.",
        **values,
    )


def untested(view: Shown, language: Locale) -> list[str]:
    """Return why the current phase was not tested: no test is not "fail"."""
    phase = view.current
    assert phase is not None
    values = {"centre": centre_name(view, language), "value": level_of(view, language)}
    if phase.untested is Untested.NONE_USEFUL or phase.split is None:
        sentences = [
            language.gettext(
                "Alle punktene ligger på %(centre)s på %(value)s. Da kan reglene ikke brukes.",
                **values,
            )
        ]
        if phase.centre == 0 and view.plot.direction is Direction.LOWER:
            sentences.append(language.gettext("Når hendelser er så sjeldne, forteller dagene mellom dem mer."))
        return sentences
    if phase.untested is Untested.FEW_USEFUL:
        return [
            language.ngettext(
                "Bare %(num)s punkt teller for en av sidene av %(centre)s på %(value)s.",
                "Bare %(num)s punkter teller for en av sidene av %(centre)s på %(value)s.",
                phase.useful,
                **values,
            ),
            language.gettext("Det trengs %(least)s før reglene kan brukes.", least=USEFUL),
        ]
    if edge_of(phase):
        return [
            most_are_alike(phase, view, language),
            language.gettext("Da kan ikke et run-diagram si om noe har endret seg."),
        ]
    return [
        language.gettext(
            "Av punktene som ikke ligger på %(centre)s på %(value)s, er %(counts)s.",
            counts=sides_counted(phase, view, language),
            **values,
        ),
        language.gettext("Det trengs %(least)s på hver side før reglene kan brukes.", least=OF_A_SIDE),
    ]


def most_are_alike(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return how many of the points have the value of the edge: ``Over halvparten av ukene er 0: 20 av 32``."""
    assert phase.split is not None
    return language.gettext(
        "Over halvparten av %(periods)s er %(level)s: %(on)s av %(all)s.",
        periods=nouns(view.plot.counts_in, language).the_many,
        level=edge_level(phase, view, language),
        on=phase.split.below if edge_of(phase) < 0 else phase.split.above,
        all=phase.split.useful,
    )


def no_more(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """That the chart says no more than that a goal is held, where it cannot be tested."""
    assert phase.split is not None
    return language.gettext(
        "%(on)s av %(all)s er %(level)s, så run-diagrammet kan ikke si mer enn det.",
        on=phase.split.below if edge_of(phase) < 0 else phase.split.above,
        all=counted(view.plot.counts_in, phase.split.useful, language),
        level=edge_level(phase, view, language),
    )
