//! Every wording of the book in memory, one after the other, so that a part of a word is looked for in one sweep.
//!
//! No index of SQLite finds `빛` in `한빛상사` or `ㅂ` in its initials, and a large book has a hundred thousand wordings: read
//! row by row, every search would cost tens of milliseconds. Wordings are only ever added, so what was read stays true; each
//! search first reads the ones that are new. Nothing is read before the first search for a word.

use memchr::memmem::Finder;

use crate::book::Ask;
use crate::{BookError, Reader};

/// Stands behind each wording; nobody can type it.
const END: char = '\0';

pub(crate) const NEW: Ask<'_> = Ask {
    table: "phrase",
    doing: "reading the wordings",
    sql: "SELECT id, text FROM phrase WHERE id > ?1 ORDER BY id",
};

/// The wordings read so far.
#[derive(Debug, Default)]
pub(crate) struct Wordings {
    text: String,
    /// Where each begins, and which it is; both grow.
    begins: Vec<(usize, i64)>,
}

impl Wordings {
    /// Reads those that have been written since the last time.
    fn read_on(&mut self, r: &Reader<'_>) -> Result<(), BookError> {
        let last = self.begins.last().map_or(0, |(_, id)| *id);
        r.each(&NEW, [last], |cells| {
            let id: i64 = cells.get("id")?;
            let text: String = cells.get("text")?;
            self.begins.push((self.text.len(), id));
            self.text.push_str(&text);
            self.text.push(END);
            Ok(())
        })
    }

    /// The wordings that contain this, oldest first.
    fn containing(&self, part: &str) -> Vec<i64> {
        if part.is_empty() || part.contains(END) {
            return Vec::new();
        }
        let (finder, bytes) = (Finder::new(part), self.text.as_bytes());
        let (mut found, mut from, mut next) = (Vec::new(), 0, 0);
        while let Some(at) = bytes.get(from..).and_then(|rest| finder.find(rest)) {
            // The wording in which it stands is the last that begins at or before it.
            let rest = self.begins.get(next..).unwrap_or_default();
            next += rest.partition_point(|(begin, _)| *begin <= from + at);
            found.extend(next.checked_sub(1).and_then(|nth| self.begins.get(nth)).map(|(_, id)| *id));
            from = self.begins.get(next).map_or(bytes.len(), |(begin, _)| *begin);
        }
        found
    }
}

impl Reader<'_> {
    /// The wordings that contain this text, which is folded or initials already; oldest first.
    pub(crate) fn phrases_containing(&self, part: &str) -> Result<Vec<i64>, BookError> {
        self.with_wordings(|wordings| {
            wordings.read_on(self)?;
            Ok(wordings.containing(part))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wording_that_contains_it_is_found_once() {
        let mut wordings = Wordings::default();
        for (id, text) in [(1, "볼펜\nㅂㅍ"), (4, "한빛 볼펜 볼펜\nㅎㅂㅂㅍㅂㅍ"), (5, ""), (9, "풀")]
        {
            wordings.begins.push((wordings.text.len(), id));
            wordings.text.push_str(text);
            wordings.text.push(END);
        }
        let table: [(&str, &[i64]); 7] = [
            ("볼펜", &[1, 4]),
            ("ㅂㅍ", &[1, 4]),
            ("빛", &[4]),
            ("풀", &[9]),
            ("펜\nㅂ", &[1]),
            ("없음", &[]),
            ("", &[]),
        ];
        for (part, expected) in table {
            assert_eq!(wordings.containing(part), expected, "{part}");
        }
        assert_eq!(wordings.containing("\0"), [0_i64; 0], "no wording runs into the next");
    }
}
