"""Documents for readers: composed from the answers, rendered from templates with the wording catalogues."""
