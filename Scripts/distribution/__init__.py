"""What `make dist` makes: a tarball, a Debian package and a Python wheel of one binary, with licences and an SBOM."""
