"""The processes that speak HTTP: the gateway in front of Flask, and the access log."""
