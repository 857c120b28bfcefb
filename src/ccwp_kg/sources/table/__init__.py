"""The table of actions: rows, columns and cells recovered from text."""
