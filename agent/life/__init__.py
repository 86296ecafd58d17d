"""What people say about their lives beyond the catalogue, heard in the conversation it is said in."""
