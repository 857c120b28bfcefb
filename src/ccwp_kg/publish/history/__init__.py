"""Earlier releases and what changed between them."""
