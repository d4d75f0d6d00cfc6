"""What a judgement reads: frames of statements, keyed and typed, and the films and lists of a season."""
