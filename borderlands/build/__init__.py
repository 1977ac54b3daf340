"""Derive the files of geodata/ from raw inputs."""
