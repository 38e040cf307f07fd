"""Who said what, where it comes from, and who contradicts it."""
