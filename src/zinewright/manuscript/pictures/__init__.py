"""Picture files → checked pictures, in sRGB."""
