"""Drawings of many teams together: how many made each point, and the funnel."""
