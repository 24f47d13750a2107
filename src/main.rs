//! The command line of Hexapla: parses, calls the library, maps errors to exit codes.

/// Aligning makes and drops many small tables; the system's allocator takes a
/// sixth of the time of a long file, this one hardly any.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    hexapla::cli::run()
}
