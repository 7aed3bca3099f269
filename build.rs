//! Builds again when a file that the program embeds is added or taken away, which the embedding
//! macro does not notice by itself.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for folder in ["themes/default", "content", "scenarios", "pack.yaml"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
