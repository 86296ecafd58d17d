"""The stations of one turn, one file each."""
