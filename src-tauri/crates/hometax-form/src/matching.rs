//! Which approval number belongs to which of our documents.
//!
//! The forms have no column for a name of ours, so a document is known by what it says: the number, the day, the sums and the
//! first item. A pair is made only where nothing else could be meant:
//!
//! 1. an entry whose remark carries our reference, and says nothing that contradicts the document;
//! 2. a document and an entry that fit each other and fit nothing else;
//! 3. as many documents as entries that are alike in everything looked at: then it makes no difference which gets which, and
//!    they are given out in the order of their numbers.
//!
//! Everything else is left for a person. The order in which documents or entries are handed over changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use domain::{DocumentKey, Won};

use crate::column::squeezed;
use crate::results::ResultEntry;

/// One of our documents that waits for its approval number. `Debug` shows nobody's number.
#[derive(Clone, PartialEq, Eq)]
pub struct Ours {
    /// Its key, which also is the reference.
    pub key: DocumentKey,
    /// 작성일자; of a receipt the day of the sale.
    pub dated: NaiveDate,
    /// The buyer's or the customer's number, digits alone, as the form carried it.
    pub number: String,
    /// Sum.
    pub total: Won,
    /// VAT.
    pub vat: Won,
    /// The first item as the form carried it; `None` where the list shows none.
    pub item: Option<String>,
}

/// A document and the place of its entry in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Ours.
    pub key: DocumentKey,
    /// Index of the entry.
    pub entry: usize,
}

/// What belongs together, and what a person has to look at. Each document and each entry stands in exactly one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    /// Sure, by the document's key.
    pub matched: Vec<Matched>,
    /// Several that are alike, and it is not clear which is which: documents, and indices of entries.
    pub ambiguous: Vec<(Vec<DocumentKey>, Vec<usize>)>,
    /// Ours that the list does not have.
    pub ours_left: Vec<DocumentKey>,
    /// Indices of entries that none of ours fits.
    pub theirs_left: Vec<usize>,
}

/// Matches our documents to a list's entries.
#[must_use]
pub fn match_results(ours: &[Ours], theirs: &[ResultEntry]) -> Matching {
    let ours: BTreeMap<&DocumentKey, &Ours> = ours.iter().map(|one| (&one.key, one)).collect();
    // An approval number stands for one document, however often the list is read.
    let theirs: BTreeMap<&str, (usize, &ResultEntry)> =
        theirs.iter().enumerate().map(|(index, entry)| (entry.approval.as_str(), (index, entry))).collect();
    let mut table = Desk { ours, theirs, matching: Matching::default() };
    table.by_reference();
    table.by_content();
    table.matching.sort();
    table.matching
}

/// What lies there still to be matched. Both sides are ordered by their own numbers, never by how they came.
struct Desk<'a> {
    ours: BTreeMap<&'a DocumentKey, &'a Ours>,
    theirs: BTreeMap<&'a str, (usize, &'a ResultEntry)>,
    matching: Matching,
}

/// Documents and entries that hang together because each fits one of the others.
#[derive(Default)]
struct Cluster<'a> {
    ours: BTreeSet<&'a DocumentKey>,
    theirs: BTreeSet<&'a str>,
}

impl<'a> Desk<'a> {
    fn by_reference(&mut self) {
        let mut named: BTreeMap<&DocumentKey, Vec<&str>> = BTreeMap::new();
        for (approval, (_, entry)) in &self.theirs {
            let meant: Vec<_> =
                self.ours.values().filter(|ours| entry.remark.contains(ours.key.as_str())).collect();
            if let [ours] = meant.as_slice()
                && fits(ours, entry)
            {
                named.entry(&ours.key).or_default().push(approval);
            }
        }
        for (key, approvals) in named {
            if let [approval] = approvals.as_slice() {
                self.pair(key, approval);
            }
        }
    }

    fn by_content(&mut self) {
        while let Some(cluster) = self.next_cluster() {
            let alike = self.is_alike(&cluster);
            let (ours, theirs) = (cluster.ours, cluster.theirs);
            let sure = ours.len() == theirs.len() && (ours.len() == 1 || alike);
            if sure {
                for (key, approval) in ours.into_iter().zip(theirs) {
                    self.pair(key, approval);
                }
                continue;
            }
            let keys: Vec<DocumentKey> = ours.iter().map(|key| (*key).clone()).collect();
            let entries: Vec<usize> = theirs
                .iter()
                .filter_map(|approval| self.theirs.get(approval))
                .map(|(index, _)| *index)
                .collect();
            self.ours.retain(|key, _| !ours.contains(key));
            self.theirs.retain(|approval, _| !theirs.contains(approval));
            match (keys.is_empty(), entries.is_empty()) {
                (_, true) => self.matching.ours_left.extend(keys),
                (true, _) => self.matching.theirs_left.extend(entries),
                (false, false) => self.matching.ambiguous.push((keys, entries)),
            }
        }
    }

    /// Whatever hangs together with the first thing that is left.
    fn next_cluster(&self) -> Option<Cluster<'a>> {
        let mut cluster = Cluster::default();
        let Some(first) = self.ours.keys().next() else {
            cluster.theirs.insert(self.theirs.keys().next()?);
            return Some(cluster);
        };
        cluster.ours.insert(first);
        // Each document and each entry is looked at once: what fits it joins, and is looked at in its turn.
        let (mut new_ours, mut new_theirs) = (vec![*first], Vec::new());
        loop {
            if let Some(ours) = new_ours.pop().and_then(|key| self.ours.get(key)) {
                let fitting = self.theirs.iter().filter(|(_, (_, entry))| fits(ours, entry));
                new_theirs
                    .extend(fitting.map(|(approval, _)| *approval).filter(|it| cluster.theirs.insert(it)));
            } else if let Some((_, entry)) = new_theirs.pop().and_then(|it| self.theirs.get(it)) {
                let fitting = self.ours.values().filter(|ours| fits(ours, entry));
                new_ours.extend(fitting.map(|ours| &ours.key).filter(|key| cluster.ours.insert(key)));
            } else {
                return Some(cluster);
            }
        }
    }

    fn is_alike(&self, cluster: &Cluster<'a>) -> bool {
        let ours: Vec<_> = cluster.ours.iter().filter_map(|key| self.ours.get(key)).collect();
        let theirs: Vec<_> = cluster.theirs.iter().filter_map(|approval| self.theirs.get(approval)).collect();
        let same_ours = ours.windows(2).all(|pair| matches!(pair, [a, b] if says(a) == says(b)));
        let same_theirs =
            theirs.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if told(a) == told(b)));
        same_ours && same_theirs
    }

    fn pair(&mut self, key: &'a DocumentKey, approval: &'a str) {
        self.ours.remove(key);
        if let Some((entry, _)) = self.theirs.remove(approval) {
            self.matching.matched.push(Matched { key: key.clone(), entry });
        }
    }
}

impl Matching {
    fn sort(&mut self) {
        self.matched.sort_by(|a, b| a.key.cmp(&b.key));
        self.ours_left.sort();
        self.theirs_left.sort_unstable();
    }
}

fn says(ours: &Ours) -> (NaiveDate, &str, Won, Won, Option<&str>) {
    (ours.dated, &ours.number, ours.total, ours.vat, ours.item.as_deref())
}

fn told(entry: &ResultEntry) -> (NaiveDate, &str, Won, Option<Won>, &str, &str) {
    (entry.dated, &entry.number, entry.total, entry.vat, &entry.item, &entry.remark)
}

/// Whether nothing in the entry contradicts the document.
fn fits(ours: &Ours, entry: &ResultEntry) -> bool {
    let item = ours.item.as_deref().filter(|_| !entry.item.is_empty());
    ours.dated == entry.dated
        && ours.total == entry.total
        && entry.vat.is_none_or(|vat| vat == ours.vat)
        && number_fits(&ours.number, &entry.number)
        && item.is_none_or(|item| squeezed(item) == squeezed(&entry.item))
}

/// `0101234****`, `010****5678` and a number whose masked end was cut off to `****` alone; a blank says nothing.
fn number_fits(whole: &str, shown: &str) -> bool {
    if shown.is_empty() {
        return true;
    }
    if whole.len() == shown.len() {
        return whole.bytes().zip(shown.bytes()).all(|(digit, shown)| shown == b'*' || digit == shown);
    }
    // Masked to another length: what is shown at either end has to be there.
    let ends = shown.contains('*').then(|| {
        let before = shown.split('*').next().unwrap_or_default();
        let after = shown.rsplit('*').next().unwrap_or_default();
        (before, after)
    });
    ends.is_some_and(|(before, after)| whole.starts_with(before) && whole.ends_with(after))
}

impl fmt::Debug for Ours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ours")
            .field("key", &self.key)
            .field("dated", &self.dated)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}
