"""The edition described as an RO-Crate: what it was made from, with what, by which run."""

NAME = "ro-crate-metadata.json"
