"""What fits the weights that ship with the program; never needed at run time."""
