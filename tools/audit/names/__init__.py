"""The audit for name bias: does what is written about a person change with the name alone?

Names here are probes that are put into a prompt. Nothing in this package takes a user's name to a group.
"""
