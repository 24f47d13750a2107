//! The command line of Hexapla: parses, calls the library, maps errors to exit codes.

fn main() {}
