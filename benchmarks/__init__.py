"""What README's figures come from: `make benchmarks` (or `python -m benchmarks`) measures and prints them anew."""
