"""Turns what a document says, and what curators know, into RDF: terms, files, order."""
