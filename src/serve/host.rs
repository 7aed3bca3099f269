//! Who may ask: only a browser on this machine, by this machine's own name.
//!
//! A page of the web can give its name the address 127.0.0.1 and then read what the preview shows,
//! tutors' notes included; but it cannot change the name that its reader's browser asks for.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::answers::Preview;
use super::notices::{self, Notice};

/// Refuses whoever asks by another name than that of this machine.
pub(super) async fn guard(
    State(preview): State<Arc<Preview>>,
    request: Request,
    next: Next,
) -> Response {
    if is_ours(request.headers(), preview.port) {
        let mut answer = next.run(request).await;
        // A page of the web may name a script of ours by its address, and must not have it.
        let ours = (HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        answer.headers_mut().insert(ours.0, HeaderValue::from_static(ours.1));
        return answer;
    }
    let url = format!("http://127.0.0.1:{}/", preview.port);
    notices::page(&preview.now(), StatusCode::FORBIDDEN, Notice::Stranger { url: &url })
}

fn is_ours(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let host = host.to_ascii_lowercase();
    let (name, asked) = match host.rsplit_once(':') {
        Some((name, asked)) => (name, asked.parse().ok()),
        None => (&*host, Some(80)),
    };
    matches!(name, "127.0.0.1" | "localhost") && asked == Some(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, host.parse().unwrap());
        }
        is_ours(&headers, 7330)
    }

    #[test]
    fn only_this_machines_own_names_are_answered() {
        assert!(ours(&["127.0.0.1:7330"]));
        assert!(ours(&["localhost:7330"]));
        assert!(ours(&["LOCALHOST:7330"]));
        for strange in ["example.org:7330", "example.org", "127.0.0.1", "127.0.0.1:80", "", ":7330"]
        {
            assert!(!ours(&[strange]), "{strange}");
        }
        assert!(!ours(&["localhost.example.org:7330"]));
        assert!(!ours(&[]));
        assert!(!ours(&["localhost:7330", "example.org"]));
    }
}
