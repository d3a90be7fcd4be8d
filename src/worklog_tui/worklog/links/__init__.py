"""References put in, moved, taken out, in the form the page keeps."""
