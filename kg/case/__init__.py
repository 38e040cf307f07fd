"""The container of a case: originals, records, decisions, journal and what follows from them."""
