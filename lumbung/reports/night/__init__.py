"""The report of a night for the walidata: one HTML file that needs neither a network nor a server."""
