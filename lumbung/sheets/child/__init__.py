"""Reading in a child process: what arrives from outside may crash, hang or fill the memory of the child, never ours."""
