"""The dataset described: VoID, DCAT, PROV."""
