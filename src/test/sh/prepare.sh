# Sourced by `./ringcard test`: gets what the tests need on a bare Debian.
