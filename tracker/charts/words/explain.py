"""The answer to "Slik vurderer vi": the rules and limits in force, and why each mark is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

from tracker.analysis import ChartKind, Mark, PhaseReading, Reading, Rule, RuleSet, Side, Signal, asked, runs_limits
from tracker.analysis.reading import Untested
from tracker.charts.plot import Plot
from tracker.charts.shown import EXCLUDED, MISSING, Shown, edge_of, shown
from tracker.charts.words import edge
from tracker.charts.words.nouns import centre_name, counted, listed, named, nouns
from tracker.charts.words.signals import RUNS, centre_label, how_sure, signal_text
from tracker.text.locale import Locale, capital

_ON_CENTRE = int(Mark.ON_CENTRE)
RUN_RULES = RUNS | {Rule.FEW_CROSSINGS, Rule.TOO_FEW_RUNS, Rule.TOO_MANY_RUNS}
"""Rules that ask on which side of the line points lie."""


def method(reading: Reading, plot: Plot, language: Locale) -> tuple[str, ...]:
    """Return the rule set with its version, what it asks, and the counts and limits of each phase."""
    view = shown(reading, plot)
    lines = [
        language.gettext(
            "Regelsett: %(name)s, versjon %(version)s.",
            name=rule_set_name(reading.rules, language),
            version=reading.rules.version,
        )
    ]
    rules = asked_of(view)
    lines.extend(rule_text(rule, language) for rule in rules)
    if reading.rules.by_split and not RUN_RULES.isdisjoint(rules):
        lines.extend(split_texts(reading, language))
    if len(rules) < len(reading.rules.rules) and reading.series.kind is ChartKind.MR:
        lines.append(language.gettext("Reglene om rekker gjelder ikke her: to sprang etter hverandre deler en måling."))
    if view.plot.periods:
        lines.extend(_phase(at, phase, view, language) for at, phase in enumerate(reading.phases))
    return tuple(lines)


def asked_of(view: Shown) -> list[Rule]:
    """Return the rules that could give a signal in this chart."""
    rules = asked(view.reading.series, view.reading.rules)
    return [rule for rule in rules if view.limited or rule is not Rule.BEYOND_LIMITS]


def rule_set_name(rules: RuleSet, language: Locale) -> str:  # noqa: PLR0911 one name a rule set
    """Return the rule set's name as people write it."""
    match rules.name:
        case "anhoej":
            return language.gettext("Anhøj")
        case "anhoej_split":
            return language.gettext("Anhøj, delt")
        case "ihi":
            return language.gettext("IHI")
        case "ihi_exact":
            return language.gettext("IHI, eksakte grenser")
        case "ihi_split":
            return language.gettext("IHI, delt")
        case "making_data_count":
            return language.gettext("Making Data Count")
        case other:
            return other


def rule_text(rule: Rule, language: Locale) -> str:  # noqa: C901, PLR0911 one sentence a rule
    """Return what one rule asks of the points."""
    match rule:
        case Rule.LONG_RUN:
            return language.gettext(
                "Skift: lengste rekke på samme side er lengre enn log2(n) avrundet, pluss 3. "
                "n er punktene som ikke ligger på linja."
            )
        case Rule.FEW_CROSSINGS:
            return language.gettext(
                "Få kryssinger: færre enn tilfeldighet gir (5-prosentilen i en binomialfordeling med n − 1 "
                "forsøk og sannsynlighet ½)."
            )
        case Rule.BEYOND_LIMITS:
            return language.gettext("Et punkt utenfor kontrollgrensene, 3 standardavvik fra midtlinja.")
        case Rule.SHIFT:
            return language.gettext("Skift: minst 6 punkter på rad på samme side av medianen.")
        case Rule.TREND:
            return language.gettext(
                "Trend: minst 5 punkter på rad som alle stiger eller alle faller. Regelen er svak alene."
            )
        case Rule.TOO_FEW_RUNS:
            return language.gettext("For få rekker: færre enn i tabellen for tilfeldige rekker.")
        case Rule.TOO_MANY_RUNS:
            return language.gettext("For mange rekker: flere enn i tabellen for tilfeldige rekker.")
        case Rule.SEVEN_ON_ONE_SIDE:
            return language.gettext("Skift: minst 7 punkter på rad på samme side av midtlinja.")
        case Rule.SEVEN_POINT_TREND:
            return language.gettext(
                "Trend: minst 7 punkter på rad som alle stiger eller alle faller. Regelen er svak alene."
            )
        case Rule.TWO_OF_THREE_NEAR_LIMIT:
            return language.gettext("2 av 3 punkter på rad i den ytre tredelen mot en kontrollgrense.")


def split_texts(reading: Reading, language: Locale) -> Iterator[str]:
    """Return what a rule set does that asks how the points split."""
    yield language.gettext(
        "Ligger det ikke like mange punkter på hver side, er grensene de som høyst 5 % av rekkefølgene av nettopp så "
        "mange på hver side går forbi. De er aldri strengere enn reglene over. Det trengs 3 punkter på hver side og "
        "10 i alt."
    )
    if reading.series.kind in {ChartKind.RUN, ChartKind.G}:
        yield language.gettext(
            "Er medianen den laveste eller høyeste verdien som finnes, er punktene på den en side for seg. Ellers "
            "måtte alle andre ligge på samme side, og bli en lang rekke uansett."
        )
    yield language.gettext("En frosset eller bestemt linje prøves uten dette, med grenser etter antall punkter alene.")


def _phase(at: int, phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return the counts of one phase against their limits."""
    kind = view.plot.counts_in
    name = view.phase_name(at) or language.gettext("Fase %(number)s", number=at + 1)
    measured = counted(kind, phase.measured, language)
    if not view.known[at]:
        return _lacking(name, measured, view, language)
    label = centre_label(view, language, phase.centre)
    if not phase.tested:
        return _not_tested(phase, {"phase": name, "periods": measured, "centre": label}, view, language)
    counts = language.gettext(
        "%(phase)s: %(periods)s er målt, %(useful)s teller med. %(centre)s.",
        phase=name,
        periods=measured,
        useful=phase.useful,
        centre=label,
    )
    return " ".join(
        [counts, *_sides(phase, view, language), *_limits(phase, view, language), *_tested(phase, view, language)]
    )


def _not_tested(phase: PhaseReading, values: dict[str, str], view: Shown, language: Locale) -> str:
    """Return why the rules about runs cannot be tried in a phase; limits hold there as elsewhere."""
    if phase.untested is Untested.NONE_USEFUL or phase.split is None:
        text = language.gettext(
            "%(phase)s: %(periods)s er målt. %(centre)s. Alle punktene ligger på linja, så reglene kan ikke brukes.",
            **values,
        )
    elif phase.untested is Untested.FEW_USEFUL:
        text = language.gettext(
            "%(phase)s: %(periods)s er målt, %(useful)s teller. %(centre)s. Det trengs %(least)s som teller, så "
            "reglene om rekker kan ikke prøves.",
            useful=phase.useful,
            least=edge.USEFUL,
            **values,
        )
    else:
        text = language.gettext(
            "%(phase)s: %(periods)s er målt. %(centre)s, %(counts)s. Det trengs %(least)s på hver side, så reglene om "
            "rekker kan ikke prøves.",
            counts=edge.sides_counted(phase, view, language),
            least=edge.OF_A_SIDE,
            **values,
        )
    return " ".join([text, *_limits(phase, view, language)])


def _sides(phase: PhaseReading, view: Shown, language: Locale) -> list[str]:
    """Return how the points of a phase split, where its limits are given that; and why the sides are those they are."""
    if phase.split is None or not phase.split.own:
        return []
    if edge_of(phase):
        return [edge.why_sides(phase, view, language)]
    if not phase.split.uneven:
        return []
    counts = edge.sides_counted(phase, view, language)
    return [language.gettext("De ligger skjevt, %(counts)s, og grensene er regnet ut for det.", counts=counts)]


def _lacking(name: str, measured: str, view: Shown, language: Locale) -> str:
    """That a phase has too few points for a centre line."""
    values = {"phase": name, "periods": measured, "minimum": view.plot.minimum}
    if view.centre_is_median:
        return language.gettext("%(phase)s: %(periods)s er målt. Det trengs %(minimum)s til en median.", **values)
    return language.gettext("%(phase)s: %(periods)s er målt. Det trengs %(minimum)s til en midtlinje.", **values)


def _limits(phase: PhaseReading, view: Shown, language: Locale) -> list[str]:
    """Return where the control limits of a phase lie; nothing where it has none."""
    span = slice(phase.start, phase.stop)
    pairs = zip(view.reading.lower[span].tolist(), view.reading.upper[span].tolist(), strict=True)
    found = {pair for pair in pairs if all(map(isfinite, pair))}
    if not found:
        return []
    if len(found) > 1:
        return [language.gettext("Kontrollgrensene følger nevneren.")]
    lower, upper = (language.level(limit, view.plot) for limit in found.pop())
    return [language.gettext("Kontrollgrenser: %(lower)s og %(upper)s.", lower=lower, upper=upper)]


def _tested(phase: PhaseReading, view: Shown, language: Locale) -> list[str]:
    """Return what the rules counted in a phase, each against its own limit."""
    rules, said = asked_of(view), []
    values = {"run": phase.longest_run, "run_limit": phase.longest_run_limit}
    if Rule.LONG_RUN in rules or (view.reading.rules.by_split and RUNS.intersection(rules)):
        said.append(language.gettext("Lengste rekke: %(run)s, grense %(run_limit)s.", **values))
    elif RUNS.intersection(rules):
        said.append(language.gettext("Lengste rekke: %(run)s.", run=phase.longest_run))
    crossings = {"crossings": phase.crossings, "crossings_limit": phase.crossings_limit}
    if Rule.FEW_CROSSINGS in rules and edge_of(phase):
        text = language.gettext("Skifter mellom sidene: %(crossings)s, ventet minst %(crossings_limit)s.", **crossings)
        said.append(text)
    elif Rule.FEW_CROSSINGS in rules:
        said.append(language.gettext("Kryssinger: %(crossings)s, ventet minst %(crossings_limit)s.", **crossings))
    if Rule.TOO_FEW_RUNS in rules:
        said.append(_runs(phase, view, language))
    return said


def _runs(phase: PhaseReading, view: Shown, language: Locale) -> str:
    """Return how many runs there are, against the table of the rule set."""
    runs = 1 + (phase.crossings or 0)
    limits = runs_limits(phase.useful, view.reading.rules, phase.split)
    if limits is None:
        return language.gettext("Rekker: %(runs)s. Tabellen gjelder ikke for så mange eller så få punkter.", runs=runs)
    return language.gettext(
        "Rekker: %(runs)s, ventet %(fewest)s til %(most)s.", runs=runs, fewest=limits[0], most=limits[1]
    )


def reasons(reading: Reading, plot: Plot, language: Locale) -> tuple[str, ...]:
    """Return why each mark is there: every signal, the hollow points, the small ones, those left out."""
    view = shown(reading, plot)
    lines = [_signal(signal, view, language) for signal in view.signals]
    periods = view.plot.periods
    on_centre = [periods[at] for at, mark in enumerate(view.marks) if mark == _ON_CENTRE]
    if on_centre:
        lines.append(
            language.gettext(
                "Hult punkt: ligger på %(centre)s og teller ikke for noen av sidene (%(periods)s).",
                centre=centre_name(view, language),
                periods=listed(on_centre, view.plot, language),
            )
        )
    small = [periods[at] for at, mark in enumerate(view.marks) if mark != MISSING and view.small(at)]
    if small:
        lines.append(
            language.gettext(
                "Lite punkt: nevneren er under %(few)s (%(periods)s).",
                few=view.plot.few_below,
                periods=listed(small, view.plot, language),
            )
        )
    lines.extend(_left_out(at, view, language) for at, mark in enumerate(view.marks) if mark == EXCLUDED)
    return tuple(lines)


def _signal(signal: Signal, view: Shown, language: Locale) -> str:
    periods = view.plot.periods
    what = _beyond(signal, view, language) if signal.rule is Rule.BEYOND_LIMITS else signal_text(signal, view, language)
    text = f"{what}. {how_sure(signal, view, language)}"
    if not signal.points:
        name = view.phase_name(signal.phase)
        return f"{name}: {text}" if name else text
    first, last = (named(periods[signal.points[at]], view.plot, language) for at in (0, -1))
    if first == last:
        return f"{capital(first)}: {text}"
    where = language.gettext("%(first)s til %(last)s", first=first, last=last)
    return f"{capital(where)}: {text}"


def _beyond(signal: Signal, view: Shown, language: Locale) -> str:
    """Return the point and the limit it lies beyond, in as many decimals as it takes to tell them apart."""
    styles = [replace(view.plot, decimals=decimals) for decimals in range(view.plot.decimals or 0, 10)]
    ends = (view.values[signal.points[0]], signal.limit)
    pairs = [tuple(language.figure(end, style) for end in ends) for style in styles]
    value, limit = next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
    values = {"value": value, "limit": limit}
    if signal.side is Side.ABOVE:
        return language.gettext("%(value)s ligger over den øvre grensen på %(limit)s", **values)
    return language.gettext("%(value)s ligger under den nedre grensen på %(limit)s", **values)


def _left_out(position: int, view: Shown, language: Locale) -> str:
    period = capital(named(view.plot.periods[position], view.plot, language))
    if view.is_running(position) and not view.plot.tallied:
        one = nouns(view.plot.periods[position].kind, language).the_one
        return language.gettext("%(period)s blir med i vurderingen når %(one)s er over.", period=period, one=one)
    if view.is_running(position):
        return language.gettext("%(period)s er ikke over. Den blir med i vurderingen etterpå.", period=period)
    note = view.plot.notes.get(position)
    if note:
        return language.gettext("%(period)s er holdt utenfor: %(reason)s", period=period, reason=note)
    return language.gettext("%(period)s er holdt utenfor.", period=period)
