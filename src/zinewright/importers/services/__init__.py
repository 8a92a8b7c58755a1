"""What blog services let one take along → posts; one file a service, and its parts."""
