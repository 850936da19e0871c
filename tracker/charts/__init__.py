"""How a reading is drawn and said: one ``Reading`` in, SVG, words, a table or a Plotly figure out.

Nothing here computes a statistic, touches a database or knows of a request. The signatures:

    plot.Plot.of(reading, *, title, periods, unit="", is_share=False, ...) -> Plot      (all fields: plot.Plot)
    plot.Flag(number, kind, on, title, href="")    plot.Pause(start, stop, reason)
    language.Language.of("nb" | "en") -> Language   .number .value .figure .level .day .period .when .gettext .ngettext

    svg.run_chart(reading, plot, language, *, chart_id, size=svg.WIDE | svg.NARROW) -> Markup
    sparkline.sparkline(reading, plot, language, *, size=CARD | ROW | TEXT, scale=None) -> Markup
    sparkline.shared_scale(pairs) -> tuple[float, float]
    lane.lane(reading, plot, language, span, *, chart_id, size=WIDE | TALL | NARROW, first, last) -> Markup
    lane.TimeSpan(start, stop)  .percent(day, size)  .latest(months)   lane.TimeSpan.around(plots) -> TimeSpan
    keys.key(reading, plot, language) -> tuple[Key(mark, text), ...]          only marks that occur

    words.verdict_label(verdict, language) -> str
    words.tags(reading, plot, language) -> tuple[str, ...]                   signals without points: few crossings
    words.summary(reading, plot, language, verdict) -> str                   one to three sentences
    words.description(reading, plot, language) -> str                        alternative text
    words.suggestion(reading, plot, language) -> Suggestion | None           "Regn ny median fra uke 35"
    words.caution(language) -> str                                           coincidence is not cause
    explain.method(reading, plot, language) -> tuple[str, ...]               "Slik vurderer vi": rules and limits
    explain.reasons(reading, plot, language) -> tuple[str, ...]              why each mark is there
    points.point(position, reading, plot, language) -> tuple[str, ...]      tooltip lines

    table.rows(reading, plot, language) -> tuple[Row, ...]                   newest first
    table.heads(plot, language, reading=None) -> tuple[str, ...]
    plotly.figure(reading, plot, language) -> dict                           data, layout, config

``words`` also offers ``reasons``, ``method`` and ``point``. Colours: ``static/css/components/chart.css``.
"""
