"""Pure functions of wages, places, training and claims: frames in, frames out."""
