"""Office Open XML packages (.xlsx .xlsm .xlsb): their parts, and what calamine leaves behind in them."""
