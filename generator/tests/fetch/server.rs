//! A server of the test's own, on a port of the machine: what it is asked for, and what it answers.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a path is answered with.
#[derive(Clone)]
pub enum Answer {
    Text(String),
    Status(u16),
    /// 302, to there.
    Redirect(String),
    /// Bytes without an end, without a length said before.
    Endless,
    /// A length said before, and nothing behind it.
    Huge,
    /// Nothing, for longer than anyone waits.
    Silence,
}

/// A server, by what it answers at each path. It stops with the test.
#[derive(Clone)]
pub struct Server {
    pub host: String,
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            host: listener.local_addr().unwrap().to_string(),
            answers: Arc::default(),
            asked: Arc::default(),
        };
        let own = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let own = own.clone();
                thread::spawn(move || own.serve(stream.unwrap()));
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    pub fn answer(&self, path: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
    }

    pub fn text(&self, path: &str, text: &str) {
        self.answer(path, Answer::Text(text.to_owned()));
    }

    /// What it was asked for since this was asked last.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Answers one request, and hangs up. That nobody listens any more is no matter.
    fn serve(&self, stream: TcpStream) -> Option<()> {
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        let first = lines.next()?.ok()?;
        while !lines.next()?.ok()?.is_empty() {}
        let path = first.split(' ').nth(1)?.to_owned();
        let answer = self.answers.lock().unwrap().get(&path).cloned();
        self.asked.lock().unwrap().push(path);
        let mut stream = stream;
        match answer.unwrap_or(Answer::Status(404)) {
            Answer::Text(text) => {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", text.len());
                stream.write_all(format!("{head}{text}").as_bytes()).ok()?;
            }
            Answer::Status(status) => {
                let head = format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n");
                stream.write_all(head.as_bytes()).ok()?;
            }
            Answer::Redirect(to) => {
                let head =
                    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
                stream.write_all(head.as_bytes()).ok()?;
            }
            Answer::Endless => {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
                    .ok()?;
                loop {
                    stream.write_all(&[b' '; 4096]).ok()?;
                }
            }
            Answer::Huge => {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{")
                    .ok()?;
                thread::sleep(Duration::from_secs(20));
            }
            Answer::Silence => thread::sleep(Duration::from_secs(20)),
        }
        stream.shutdown(Shutdown::Both).ok()
    }
}
