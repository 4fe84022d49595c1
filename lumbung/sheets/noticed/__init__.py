"""What is worth saying of a table once it is read: nothing here changes what was read, everything names its cells."""
