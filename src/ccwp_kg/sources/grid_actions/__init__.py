"""Reads the actions of a grid: a row, a sheet or a heading for each, whose cells become those of its fields."""
