"""A release put into a SPARQL store elsewhere."""
