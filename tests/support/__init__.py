"""What tests of several parts share: commands, servers, endpoints, odd data."""
