"""How a reading is drawn and said: one ``Reading`` and its ``Plot`` in; SVG, words, a table or a Plotly figure out.

Nothing here computes a statistic, touches a database or knows of a request.

    plot             what a drawing needs beside the reading: names, periods, flags, pauses, goal
    shown            both laid together: what stands at each point
    draw.svg         the chart of one measure, wide or narrow
    draw.sparkline   the same at text size, and on walls
    draw.lane        one of several measures on the time axis they share
    draw.plotly      the same as a figure to look closer at
    draw.picture     the same as a picture that leaves the page
    draw.pooled      many teams together; draw.progress: no measure
    draw.legend      the key: only marks that occur
    words.summary    one to three sentences, the verdict's word, the alternative text, a proposed phase
    words.explain    "Slik vurderer vi": the rules in force, and why each mark is there
    words.points     the lines of a point's tooltip
    table            the numbers as rows, newest first
    cache            drawings that are kept

Colours: ``static/css/components/chart.css``.
"""
