"""Answers to what matters: taken in, read by those who may, tied to what is done, and withdrawn."""
