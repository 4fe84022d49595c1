"""Mappings: what is proposed to a person, and which of the accepted ones a file uses."""
