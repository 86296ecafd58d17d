"""The terminal interface: a Textual app over the agent's session boundary and its typed events."""
