"""How well and how fast spreadsheets are read: a module per corpus, and the page (``make bench-reading``)."""
