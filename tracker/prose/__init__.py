"""What articles say of films: which they name, what they praise, and which bodies they say missed or honoured them."""
