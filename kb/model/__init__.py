"""The records of the knowledge base: plain, validated data, without files and without RDF."""
