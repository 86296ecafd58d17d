"""What every reader of life needs from English: plain text with its way back, dates, sums, likeness of phrases."""
