//! A server over a real socket that answers what a test wants it to, byte for byte.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What it does with every connection, once it has read a request.
#[derive(Clone)]
pub enum Script {
    /// Writes these bytes and closes the connection.
    Answer(String),
    /// Writes these bytes, and then nothing, without closing the connection.
    Stall(String),
    /// Writes this and then zeros until nobody reads them any more.
    Flood(String),
}

pub struct StandIn {
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl StandIn {
    pub async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, script.clone(), Arc::clone(&seen)));
            }
        });
        Self { url, requests }
    }

    /// Answers with this head (status line and headers) and body, with the length that belongs to it.
    pub async fn answering(head: &str, body: &str) -> Self {
        let length = body.len();
        Self::start(Script::Answer(format!(
            "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )))
        .await
    }

    /// The requests as they came, heads in lower case.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, script: Script, seen: Arc<Mutex<Vec<String>>>) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    seen.lock().unwrap().push(request);
    match script {
        Script::Answer(text) => stream.write_all(text.as_bytes()).await.unwrap(),
        Script::Stall(text) => {
            stream.write_all(text.as_bytes()).await.unwrap();
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        Script::Flood(text) => {
            stream.write_all(text.as_bytes()).await.unwrap();
            while stream.write_all(b"400\r\n").await.is_ok() {
                if stream.write_all(&[b'0'; 1024]).await.is_err()
                    || stream.write_all(b"\r\n").await.is_err()
                {
                    break;
                }
            }
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let length = stream.read(&mut buffer).await.ok()?;
        bytes.extend_from_slice(&buffer[..length]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let (line, headers) = head.split_once("\r\n").unwrap_or((head, ""));
            let head = format!("{line}\n{}", headers.to_lowercase().replace("\r\n", "\n"));
            let announced = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if body.len() >= announced {
                return Some(format!("{head}\n\n{body}"));
            }
        }
        if length == 0 {
            return None;
        }
    }
}
