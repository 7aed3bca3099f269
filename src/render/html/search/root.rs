//! The root file, and the names of all files.

use super::count::STOP_WORDS;
use super::dictionary::Dictionary;
use super::digits::{push_digit, push_number, push_text};
use super::pages::Pages;
use super::{SearchIndex, Shard, lengths};
use crate::render::html::part;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// An index of no more than this is one file: a stick copies and opens few files best.
const ONE_FILE: usize = 256 * 1024;

/// Names every file after its content and writes the root that knows the names.
pub(super) fn name(section_lengths: &[u8], dictionary: Dictionary, pages: Pages) -> SearchIndex {
    let Dictionary { words, ranges, lists, long } = dictionary;
    let kinds = [("words", words), ("lists", lists), ("long", long), ("pages", pages.shards)];
    let total: usize = kinds.iter().flat_map(|(_, shards)| shards).map(|s| s.bytes.len()).sum();
    let mut root = opening(section_lengths, &ranges, &pages.sizes);
    let mut files = Vec::new();
    if total <= ONE_FILE {
        root.extend_from_slice(b"});\n");
        for shard in kinds.iter().flat_map(|(_, shards)| shards) {
            root.extend_from_slice(&shard.bytes);
        }
    } else {
        for (kind, shards) in kinds {
            let hashes: Vec<String> = shards.par_iter().map(|shard| hash(&shard.bytes)).collect();
            root.extend_from_slice(format!(",\n\"{kind}\":\"").as_bytes());
            for (hash, Shard { kind, mut bytes }) in hashes.into_iter().zip(shards) {
                root.extend_from_slice(hash.as_bytes());
                let path = path(kind, &hash);
                part::sign(&path, &mut bytes);
                files.push((path, bytes));
            }
            root.push(b'"');
        }
        root.extend_from_slice(b"});\n");
    }
    let root_path = path("root", &hash(&root));
    part::sign(&root_path, &mut root);
    files.push((root_path.clone(), root));
    SearchIndex { root: root_path, files }
}

/// The root up to the names of the shards.
fn opening(section_lengths: &[u8], ranges: &[(String, String)], sizes: &[u32]) -> Vec<u8> {
    let all: u64 = section_lengths.iter().map(|&l| u64::from(lengths::STEPS[usize::from(l)])).sum();
    let average = all as f64 / section_lengths.len().max(1) as f64;
    let stop = STOP_WORDS.join(" ");
    let mut out = format!(
        "mentorpackSearch.root({{\"average\":{average:.2},\n\"stop\":\"{stop}\",\n\"lengths\":\""
    )
    .into_bytes();
    section_lengths.iter().for_each(|&length| push_digit(&mut out, u32::from(length)));
    out.extend_from_slice(b"\",\n\"sizes\":\"");
    sizes.iter().for_each(|&size| push_number(&mut out, size));
    out.extend_from_slice(b"\",\n\"ranges\":[");
    for (place, (from, to)) in ranges.iter().enumerate() {
        out.extend_from_slice(if place == 0 { b"\"" } else { b",\"" });
        push_text(&mut out, from);
        out.extend_from_slice(b"\",\"");
        push_text(&mut out, to);
        out.push(b'"');
    }
    out.push(b']');
    out
}

/// Where a file of the index lies.
fn path(kind: &str, hash: &str) -> String {
    format!("assets/search/{kind}.{hash}.js")
}

/// Sixteen figures of the content's SHA-256.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
