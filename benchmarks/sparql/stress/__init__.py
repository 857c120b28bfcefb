"""How a server bears attacks, endless queries, large scans and a change of release."""
