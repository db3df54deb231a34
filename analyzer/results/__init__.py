"""All that a run knows: values, frames and records, which findings are told, and how two runs differ."""
