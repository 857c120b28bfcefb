"""Tables as grids: front ends find the cells of a table, and the shape of the table tells what each cell holds."""
