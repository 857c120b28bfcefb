"""Reads a Council document: characters in, records out. Knows text and layout, never RDF."""
