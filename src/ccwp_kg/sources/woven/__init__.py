"""Rows of several columns that share the lines of a text in reading order."""
