//! Memory for bodies, which hold passwords.

use std::io::{self, Write};

use zeroize::Zeroizing;

/// Bytes that are overwritten when they are dropped, and when they move to a larger place.
#[derive(Default)]
pub(super) struct Wiped(Zeroizing<Vec<u8>>);

impl Wiped {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// `Vec` would free the smaller place as it is.
    pub(super) fn append(&mut self, bytes: &[u8]) {
        let needed = self.0.len() + bytes.len();
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity((needed * 2).max(4096)));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
    }
}

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Write for Wiped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.append(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Wiped;

    #[test]
    fn grows() {
        let mut wiped = Wiped::default();
        let mut expected = Vec::new();
        for length in [0, 1, 4095, 4096, 1, 100_000] {
            let bytes: Vec<u8> = (0..length)
                .map(|index: u32| index.to_le_bytes()[0])
                .collect();
            wiped.append(&bytes);
            expected.extend(bytes);
            assert_eq!(wiped.as_ref(), expected);
            assert_eq!(wiped.len(), expected.len());
        }
    }
}
