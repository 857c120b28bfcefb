"""Interfaces for programs beside SPARQL: reconciliation, discovery, health."""
