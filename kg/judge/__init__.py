"""Pure functions from records and decisions to topics, origins, relations and states."""
