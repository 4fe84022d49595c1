"""What can be wrong with a wish for a template."""

from __future__ import annotations


class TemplateError(ValueError):
    """A template that cannot be made; the message says to the person what would be right."""
