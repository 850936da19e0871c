"""What is told once of a chart that got other rules than it was read with before, where they give another verdict."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access.people import local_day
from tracker.analysis import RuleSet, read
from tracker.charts.words.summary import verdict_label
from tracker.models.measures import RuleSetName
from tracker.services.measurements.history import series_of
from tracker.services.networks.standards import Standards
from tracker.views.measures.reading import Drawn, verdict_of


@dataclass(frozen=True, slots=True)
class NewRules:
    """The verdict that Anhøj's own limits would give, the one that holds, and since when, in words."""

    before: str
    now: str
    since: str


def new_rules_of(drawn: Drawn, standards: Standards) -> NewRules | None:
    """Compare the two rule sets on the numbers as they are; None where there is nothing new to tell."""
    since, locale = drawn.measure.rules_changed_at, drawn.locale
    if since is None or drawn.measure.rule_set is not RuleSetName.ANHOEJ_SPLIT:
        return None
    reading = read(series_of(drawn.history), RuleSet.ANHOEJ)
    before = verdict_of(drawn.history, reading, standards)
    if before is drawn.verdict:
        return None
    day = locale.day(local_day(since))
    return NewRules(verdict_label(before, locale), verdict_label(drawn.verdict, locale), day)
