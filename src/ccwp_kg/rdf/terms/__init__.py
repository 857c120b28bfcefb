"""RDF terms: IRIs, literals, labels, order. Pure functions."""
