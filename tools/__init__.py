"""What the agent may call: thin, typed tools over memory and recommenders, explanations and the audit.

`registry.call(ctx, name, arguments)` runs a tool; everything else is imported from its own module.
"""

from __future__ import annotations
