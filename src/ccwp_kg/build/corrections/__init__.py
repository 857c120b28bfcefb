"""Reviewed corrections: read from data/corrections, laid over what was read."""
