"""Stores that the tests start or play."""
