"""The bundled archive: recorded responses for the films of 2010, written from fact tables, and their replay."""
