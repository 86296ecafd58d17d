"""Other people's chat logs, and our own conversations, as transcripts; and probes to ask about them."""
