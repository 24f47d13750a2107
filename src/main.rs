//! The command line of Hexapla: parses, calls the library, maps errors to exit codes.

fn main() -> std::process::ExitCode {
    hexapla::cli::run()
}
