"""What a model or a person proposes of a document, kept as files, and the gate through which the text lets pass what it says itself."""
