"""Pages: Jinja2 templates over the answers."""
