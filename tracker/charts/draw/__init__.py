"""Drawings of a reading: SVG, sparkline, lane and Plotly figure."""
