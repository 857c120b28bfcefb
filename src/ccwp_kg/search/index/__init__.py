"""The search index: which words stand for which thing, written and opened."""
