"""Records of a reading become triples."""
