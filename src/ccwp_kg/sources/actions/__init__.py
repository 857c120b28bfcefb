"""One action: its entries, optional columns, citations and references to other actions."""
