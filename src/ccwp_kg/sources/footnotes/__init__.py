"""Footnotes and endnotes: where their marks and bodies stand, and which words they annotate."""
