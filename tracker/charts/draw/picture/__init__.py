"""The chart as a picture that leaves the page: one SVG with its sentence and source inside, and the PNG made of it."""
