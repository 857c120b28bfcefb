"""Lets `python -m ccwp_kg` do what `ccwp-kg` does."""

from ccwp_kg.cli import main

if __name__ == "__main__":
    main()
