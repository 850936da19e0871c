"""`make bench`: every measurement of the house, as ratios within this one run."""

from bench import engine, pages

if __name__ == "__main__":
    print("Pages against an empty signed-in page of the same layout")
    pages.main()
    print("\nThe engine against a bare numpy pass over the same array")
    engine.main()
