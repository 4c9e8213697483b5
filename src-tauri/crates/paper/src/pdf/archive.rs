//! Completes a PDF to the archive format PDF/A-2b (ISO 19005-2), so that it can be kept for the years the law wants:
//! metadata, a colour profile, an identifier made from the content, and nothing that claims another standard.

use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{About, deflate, icc};
use crate::PaperError;

const PRODUCER: &str = "Jangbu";

/// Adds what printpdf leaves out and removes what it should not have written; compresses.
pub fn complete(document: &mut Document, about: &About) -> Result<(), PaperError> {
    "1.7".clone_into(&mut document.version);
    remove_empty_annotations(document)?;
    let metadata = document.add_object(xmp_stream(about));
    let profile = document.add_object(icc::srgb_profile());
    let catalog = document.catalog_mut()?;
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Dictionary(output_intent(profile))]);
    catalog.set("Lang", Object::string_literal("ko-KR"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    let info = document.add_object(info(about));
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    deflate::every_stream(document)?;
    let id = content_id(document, about);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

fn remove_empty_annotations(document: &mut Document) -> Result<(), PaperError> {
    for page in document.get_pages().into_values() {
        document.get_object_mut(page)?.as_dict_mut()?.remove(b"Annots");
    }
    Ok(())
}

fn output_intent(profile: lopdf::ObjectId) -> Dictionary {
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// The document information, with the same title, producer and dates as the XMP packet: the standard compares them.
fn info(about: &About) -> Dictionary {
    let date = about.made_at.format("D:%Y%m%d%H%M%S+09'00'").to_string();
    dictionary! {
        "Title" => utf16(&about.title),
        "Producer" => Object::string_literal(PRODUCER),
        "CreationDate" => Object::string_literal(date.as_str()),
        "ModDate" => Object::string_literal(date),
    }
}

fn utf16(text: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes.collect(), StringFormat::Hexadecimal)
}

/// The XMP packet; the standard wants it uncompressed.
fn xmp_stream(about: &About) -> Stream {
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(entries, xmp(&about.title, about.made_at).into_bytes()).with_compression(false)
}

fn xmp(title: &str, made_at: NaiveDateTime) -> String {
    let title = escaped(title);
    let date = made_at.format("%Y-%m-%dT%H:%M:%S+09:00");
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Half a SHA-256 over everything a reader shows. printpdf's own identifier comes from a counter: it would repeat from
/// run to run and differ within one.
fn content_id(document: &Document, about: &About) -> Object {
    let mut hash = Sha256::new();
    hash.update(about.title.as_bytes());
    hash.update(about.made_at.to_string().as_bytes());
    for object in document.objects.values() {
        if let Ok(stream) = object.as_stream() {
            hash.update(&stream.content);
        }
    }
    let id = hash.finalize().iter().take(16).copied().collect();
    Object::String(id, StringFormat::Hexadecimal)
}
