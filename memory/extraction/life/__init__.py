"""What people tell of their lives: tastes in any domain, things to do, appointments, sums, aims, documents.

No catalogue is needed: values are what the words say. The film grammar beside it knows a catalogue's names.
"""
