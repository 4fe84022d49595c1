"""Definitions, jobs, schedules, sensors, resources, and the command `lumbung`."""
