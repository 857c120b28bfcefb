"""References to documents: Council numbers, Official Journal, CELEX, acts."""
