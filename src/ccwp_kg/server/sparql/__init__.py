"""The SPARQL endpoint, its service description, its query page, and the graph store."""
