//! Builds the web app from a build script: finds a compiler, runs cargo, makes the glue, compresses.
