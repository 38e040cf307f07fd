"""Each question a small module over the read model, with its SPARQL twin."""
