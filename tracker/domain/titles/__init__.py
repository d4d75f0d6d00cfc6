"""Film titles: comparable forms, and the other forms in which a title may be printed."""
