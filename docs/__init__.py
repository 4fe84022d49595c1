"""The documentation, and the scripts that make parts of it: findings pages, command output, pictures."""
