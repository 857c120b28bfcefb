"""Cells that run on one behind the other in text that has lost their places."""
