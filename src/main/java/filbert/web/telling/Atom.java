package filbert.web.telling;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes Atom (RFC 4287). Texts may be anything: what XML cannot hold is left out. */
final class Atom {
    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    /**
     * @param id stable, and of nothing secret; becomes a UUID
     * @param language code of the one its texts are in
     */
    record Feed(String id, String language, String title, String self, String page, List<Entry> entries) {}

    /** @param text plain */
    record Entry(String id, String title, String text, String link, Instant at) {}

    private Atom() {}

    static String write(Feed feed) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("xml:lang", feed.language());
            element(xml, "id", urn(feed.id()));
            element(xml, "title", feed.title());
            element(xml, "updated", time(feed.entries().stream().map(Entry::at).max(Instant::compareTo).orElse(Instant.EPOCH)));
            xml.writeStartElement("author");
            element(xml, "name", "Filbert");
            xml.writeEndElement();
            link(xml, "self", feed.self());
            link(xml, "alternate", feed.page());
            for (var entry : feed.entries()) {
                write(xml, feed, entry);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("into memory", e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter xml, Feed feed, Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", urn(feed.id() + " " + entry.id()));
        element(xml, "title", entry.title());
        element(xml, "updated", time(entry.at()));
        link(xml, "alternate", entry.link());
        if (!entry.text().isEmpty()) {
            element(xml, "summary", entry.text());
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String to) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", clean(to));
    }

    private static String urn(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("filbert " + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** XML 1.0, 2.2. */
    static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
