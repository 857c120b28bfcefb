"""Interfaces for programs beside SPARQL: reconciliation, discovery, OpenAPI, health."""
