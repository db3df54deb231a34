"""Who carries the tasks: processes with limits, a cluster; and how far they have come."""
