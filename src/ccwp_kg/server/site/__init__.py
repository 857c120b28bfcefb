"""What one process serves: its store, settings, release and the facts of the dataset."""
