"""HTTP itself: negotiation, parameters, headers, links, addresses. Knows no page."""
