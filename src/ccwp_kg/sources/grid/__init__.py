"""Tables as grids: front ends find the cells of a table, each with its words."""
