"""IRIs and their documents: negotiation, signposting, earlier states, changes, citation."""
