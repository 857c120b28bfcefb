"""The ontology module that is generated from the shapes."""
