//! Builds again when a file of the built-in theme is added or taken away, which the embedding
//! macro does not notice by itself.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=themes/default");
}
