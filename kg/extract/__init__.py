"""From an article to its claims: one verb a stage."""
