"""What readers are told of chapters before they read: the sentences, where they stand, and help."""
