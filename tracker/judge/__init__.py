"""The judgement: eligible, expected, acclaimed, missed; frames in, frames out."""
