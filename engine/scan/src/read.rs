//! Content of files, within limits.

use std::fs::File;
use std::io::{self, Read};

use crate::walk::WalkedFile;

/// Bytes of a file at most: places in a file are 32-bit numbers, and what does not end (`/dev/zero`) must.
pub const MAX_BYTES: u64 = 1 << 30;

/// The bytes of `file` as it is now. It may have changed since the walk: no longer being a file is an error, unless it
/// was named as an argument (`<(command)` is a pipe), and so is being larger than `limit` or [`MAX_BYTES`].
pub fn read(file: &WalkedFile, limit: Option<u64>) -> io::Result<Vec<u8>> {
    read_into(file, limit, Vec::new())
}

/// The same, into the memory of `bytes`, which is empty.
pub(crate) fn read_into(
    file: &WalkedFile,
    limit: Option<u64>,
    mut bytes: Vec<u8>,
) -> io::Result<Vec<u8>> {
    let limit = limit.unwrap_or(MAX_BYTES).min(MAX_BYTES);
    if !file.explicit && !std::fs::symlink_metadata(&file.path)?.is_file() {
        // Before opening: opening a pipe waits for its other end.
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file any more"));
    }
    let opened = File::open(&file.path)?;
    let size = opened.metadata()?.len();
    bytes.reserve_exact(size.min(limit) as usize + 1);
    opened.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let words = format!("it is larger than {limit} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &std::path::Path, explicit: bool) -> WalkedFile {
        WalkedFile { rel: "a".to_owned(), path: path.to_owned(), size: 3, explicit }
    }

    #[test]
    fn limits_are_kept() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(read(&file(&path, false), None).unwrap(), b"abc");
        assert_eq!(read(&file(&path, false), Some(3)).unwrap(), b"abc");
        let error = read(&file(&path, false), Some(2)).unwrap_err();
        assert_eq!(error.to_string(), "it is larger than 2 bytes");
        assert_eq!(
            read(&file(folder.path(), false), None).unwrap_err().to_string(),
            "it is no file any more"
        );
        assert!(read(&file(&folder.path().join("b"), true), None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_does_not_end_is_given_up() {
        let zero = std::path::Path::new("/dev/zero");
        assert!(read(&file(zero, true), Some(1 << 16)).is_err());
        assert_eq!(
            read(&file(zero, false), Some(9)).unwrap_err().to_string(),
            "it is no file any more"
        );
    }

    /// A file that turned into a link between walk and read is not followed.
    #[cfg(unix)]
    #[test]
    fn a_file_that_became_a_link_is_left_alone() {
        let folder = tempfile::TempDir::new().unwrap();
        let (target, link) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&target, "abc").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(read(&file(&link, false), None).is_err());
        assert_eq!(read(&file(&link, true), None).unwrap(), b"abc");
    }
}
