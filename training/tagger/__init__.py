"""Training of the tagger that finds who said what; see README.md beside it."""
