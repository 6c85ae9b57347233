"""What makes a release: two identical wheels, a list of what is in it (SBOM), a lock with hashes."""
