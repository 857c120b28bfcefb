"""Values that pages and descriptions are drawn from; everything is asked through the store's door."""
