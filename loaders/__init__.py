"""From bytes to articles and records: one module a format."""
