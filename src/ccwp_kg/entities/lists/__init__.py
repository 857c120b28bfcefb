"""Lists with facets, as pages and tables."""
