"""What pages say about any thing: facts, names, evidence, inferences, incoming links."""
