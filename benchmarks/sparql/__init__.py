"""Sets SPARQL servers side by side on the same data and this machine: `python -m benchmarks.sparql --help`."""
