"""`make bench`: every measurement of the house, as ratios within this one run."""

from bench import day, engine, imports, large, pages, screening, tally, walls

if __name__ == "__main__":
    for what, measure in (
        ("Pages against an empty signed-in page of the same layout", pages.main),
        ("A network of 500 teams against its own rows, and an empty page", large.main),
        ("A wall of sixty charts against the table of the same teams", walls.main),
        ("The engine against a bare numpy pass over the same array", engine.main),
        ("Counting at the bedside against the database's own one-row commits", tally.main),
        ("Screening: what passes and what is stopped in vain", screening.main),
        ("The day: units, counts and answers within a minute, and a thousand viewers", day.main),
        ("Taking a file in against the database's own way of loading", imports.main),
    ):
        print(f"\n{what}", flush=True)
        measure()
