"""Classes, properties and rules as pages show them."""
