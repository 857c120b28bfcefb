"""RDF as text: reading and writing each format, prefixes, patches."""
