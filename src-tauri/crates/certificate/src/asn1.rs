//! Reading ASN.1 of files that anybody may have written. BER is understood, because some programs export PFX files in it.
//!
//! A value that claims more bytes than there are is told apart from one that makes no sense: the first is a file that was
//! cut off.

use std::borrow::Cow;

use x509_parser::asn1_rs::{Any, Class, Err, FromBer, Oid, Tag};

/// No object identifier of our trade is longer than this many bytes.
const MAX_OID_BYTES: usize = 64;
const SEQUENCE: u8 = 0x30;

/// Why bytes could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asn1Fault {
    /// They end too early.
    Truncated,
    /// They are something else.
    Malformed,
}

/// What a reading gives.
pub(crate) type Read<T> = Result<T, Asn1Fault>;

/// The values inside of one that is made of several, in order.
pub(crate) struct Reader<'a>(&'a [u8]);

/// One value.
#[derive(Clone)]
pub(crate) struct Value<'a>(Any<'a>);

/// Reads a SEQUENCE that is all of the bytes.
pub(crate) fn whole_sequence(bytes: &[u8]) -> Read<Reader<'_>> {
    // A file that begins as something else was not cut off, it is something else.
    if bytes.first().is_some_and(|first| *first != SEQUENCE) {
        return Err(Asn1Fault::Malformed);
    }
    let mut reader = Reader(bytes);
    let inside = reader.value()?.sequence()?;
    if reader.is_at_end() { Ok(inside) } else { Err(Asn1Fault::Malformed) }
}

impl<'a> Reader<'a> {
    /// Whether nothing follows.
    pub(crate) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// The next value.
    pub(crate) fn value(&mut self) -> Read<Value<'a>> {
        let (rest, any) = Any::from_ber(self.0).map_err(|error| match error {
            Err::Incomplete(_) => Asn1Fault::Truncated,
            Err::Error(_) | Err::Failure(_) => Asn1Fault::Malformed,
        })?;
        self.0 = rest;
        Ok(Value(any))
    }

    /// The next value, if there is one.
    pub(crate) fn optional(&mut self) -> Read<Option<Value<'a>>> {
        if self.is_at_end() { Ok(None) } else { self.value().map(Some) }
    }

    /// The next value as it is written, with its tag and length.
    pub(crate) fn encoded(&mut self) -> Read<&'a [u8]> {
        let before = self.0;
        self.value()?;
        before.get(..before.len() - self.0.len()).ok_or(Asn1Fault::Malformed)
    }

    /// What is inside the next value, a SEQUENCE.
    pub(crate) fn sequence(&mut self) -> Read<Reader<'a>> {
        self.value()?.sequence()
    }

    /// The next value, an OBJECT IDENTIFIER, with dots.
    pub(crate) fn oid(&mut self) -> Read<String> {
        self.value()?.oid()
    }

    /// The next value, an OCTET STRING.
    pub(crate) fn octets(&mut self) -> Read<Cow<'a, [u8]>> {
        self.value()?.octets()
    }

    /// The next value, an INTEGER of at most 32 bits.
    pub(crate) fn number(&mut self) -> Read<u32> {
        self.value()?.number()
    }

    /// What is inside the next value, `[number]` EXPLICIT.
    pub(crate) fn explicit(&mut self, number: u32) -> Read<Reader<'a>> {
        self.value()?.context(number).ok_or(Asn1Fault::Malformed)
    }
}

impl<'a> Value<'a> {
    /// What is inside, if it is a SEQUENCE.
    pub(crate) fn sequence(&self) -> Read<Reader<'a>> {
        self.universal(Tag::Sequence).map(Reader)
    }

    /// What is inside, if it is a SET.
    pub(crate) fn set(&self) -> Read<Reader<'a>> {
        self.universal(Tag::Set).map(Reader)
    }

    /// What is inside, if it carries the context tag `[number]`.
    pub(crate) fn context(&self, number: u32) -> Option<Reader<'a>> {
        let is_it = self.0.class() == Class::ContextSpecific && self.0.tag().0 == number;
        is_it.then_some(Reader(self.0.data))
    }

    /// An OBJECT IDENTIFIER, with dots.
    pub(crate) fn oid(&self) -> Read<String> {
        let data = self.universal(Tag::Oid)?;
        if data.is_empty() || data.len() > MAX_OID_BYTES {
            return Err(Asn1Fault::Malformed);
        }
        Ok(Oid::new(Cow::Borrowed(data)).to_id_string())
    }

    /// Whether it is an INTEGER.
    pub(crate) fn is_number(&self) -> bool {
        self.universal(Tag::Integer).is_ok()
    }

    /// An OCTET STRING, in one piece or, as BER allows, in several.
    pub(crate) fn octets(&self) -> Read<Cow<'a, [u8]>> {
        self.universal(Tag::OctetString)?;
        self.octets_inside()
    }

    /// The octets of a value whose own tag stands in the place of OCTET STRING's.
    pub(crate) fn octets_inside(&self) -> Read<Cow<'a, [u8]>> {
        if !self.0.header.constructed() {
            return Ok(Cow::Borrowed(self.0.data));
        }
        let mut pieces = Reader(self.0.data);
        let mut joined = Vec::new();
        while let Some(piece) = pieces.optional()? {
            if piece.0.header.constructed() {
                return Err(Asn1Fault::Malformed);
            }
            joined.extend_from_slice(piece.universal(Tag::OctetString)?);
        }
        Ok(Cow::Owned(joined))
    }

    /// The bytes of a BIT STRING that has no unused bits.
    pub(crate) fn bits(&self) -> Read<&'a [u8]> {
        match self.universal(Tag::BitString)?.split_first() {
            Some((0, bytes)) => Ok(bytes),
            _ => Err(Asn1Fault::Malformed),
        }
    }

    /// An INTEGER of at most 32 bits that is not negative.
    pub(crate) fn number(&self) -> Read<u32> {
        let bytes = self.universal(Tag::Integer)?;
        let is_negative = bytes.first().is_none_or(|first| first & 0x80 != 0);
        if is_negative || bytes.len() > 5 {
            return Err(Asn1Fault::Malformed);
        }
        let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        u32::try_from(number).map_err(|_| Asn1Fault::Malformed)
    }

    fn universal(&self, tag: Tag) -> Read<&'a [u8]> {
        let is_it = self.0.class() == Class::Universal && self.0.tag() == tag;
        if is_it { Ok(self.0.data) } else { Err(Asn1Fault::Malformed) }
    }
}
