"""The ontology, the data contract and the word lists, as files, and the code that names them."""
