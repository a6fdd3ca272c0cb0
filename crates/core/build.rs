//! Makes cargo notice a new migration, which `sqlx::migrate!` alone does not: it would silently not ship.

fn main() {
    #[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
    {
        println!("cargo:rerun-if-changed=migrations");
    }
}
