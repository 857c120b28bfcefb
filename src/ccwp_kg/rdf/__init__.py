"""RDF: terms and their order, formats, rules, named graphs."""
