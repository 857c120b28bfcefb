"""IRIs of things and the documents and pages about them: signposting, earlier states, changes, citation."""
