"""The words that plotly.js says by itself, in the page's language: its buttons, its notices, and the names of dates."""

from __future__ import annotations

from tracker.text.locale import Locale

_FROM_SUNDAY = (7, 1, 2, 3, 4, 5, 6)
"""Plotly's weeks begin on Sunday."""


def plotly_words(language: Locale) -> dict[str, object]:
    """Return the dictionary and the formats of one language, as plotly's ``locales`` takes them."""
    days = [language.weekday(day) for day in _FROM_SUNDAY]
    wide = [language.month(number) for number in range(1, 13)]
    return {
        "dictionary": {
            "Autoscale": language.gettext("Tilpass"),
            "Click to enter X axis title": "",
            "Click to enter Y axis title": "",
            "Click to enter Plot title": "",
            "Close": language.gettext("Lukk"),
            "Double-click to zoom back out": language.gettext("Trykk Nullstill for å se alt igjen"),
            "Download plot as a PNG": language.gettext("Last ned bildet"),
            "Pan": language.gettext("Flytt"),
            "Reset": language.gettext("Nullstill"),
            "Reset axes": language.gettext("Nullstill"),
            "Reset view": language.gettext("Nullstill"),
            "Zoom": language.gettext("Forstørr"),
            "Zoom in": language.gettext("Forstørr"),
            "Zoom out": language.gettext("Forminsk"),
        },
        "format": {
            "days": days,
            "shortDays": [day[:3] for day in days],
            "months": wide,
            "shortMonths": [language.short_month(number) for number in range(1, 13)],
            "date": "%d.%m.%Y" if language.decimal_mark == "," else "%d/%m/%Y",
        },
    }
