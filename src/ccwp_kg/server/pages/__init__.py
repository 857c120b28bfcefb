"""The pages that are no document of one thing: home, lists, search, source, validation, downloads."""
