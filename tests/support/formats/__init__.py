"""Reading formats in the tests a second time, apart from the package."""
