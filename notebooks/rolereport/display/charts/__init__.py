"""Chart functions: a frame in, a figure in house style out."""
