"""Sheets, one for each action, in text that has lost their lines."""
