"""The rooms of the studio, one file each: what is shown in it, and what can be done there."""
