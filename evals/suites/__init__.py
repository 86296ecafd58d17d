"""The suites; each module has `run(options)`."""
