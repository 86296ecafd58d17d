"""The state of a conversation and the decision what to do next."""
