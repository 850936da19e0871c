"""The pages of the chain: Spurt, Hørt, Gjort, Fortalt."""

from tracker.web.answers.chain import deeds, lists, measures, told

__all__ = ["deeds", "lists", "measures", "told"]
