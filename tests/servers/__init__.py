"""Real servers for tests: scripts that fetch them from Maven Central, start them on loopback and stop them."""
