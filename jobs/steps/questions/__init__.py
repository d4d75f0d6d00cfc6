"""Questions: answered from an edition, by value; nothing is judged here and nothing is printed."""
