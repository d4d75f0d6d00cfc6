"""Film titles: comparable forms, and the forms under which another printing may know a title."""
