"""How well names, numbers, places and times are made one: every measure of issue C, a module each."""
