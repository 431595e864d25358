package filbert.sharing.library.tags;

import filbert.servent.search.Tags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Title and author of books and office documents: Dublin Core elements in the small XML file that EPUB, OpenDocument and Office Open XML each
 * keep in their archive, or in the XMP packet of a PDF.
 */
final class DocumentTags implements TagReader {
    private static final int MAX_XML = 256 * 1024; // bytes of it that are read, ours
    private static final int MAX_ENTRIES = 2_000; // of an archive that are looked at, ours
    private static final String XMP_START = "<x:xmpmeta";
    private static final String XMP_END = "</x:xmpmeta>";

    @Override
    public Tags read(Path file) throws IOException, XMLStreamException {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".pdf") ? ofPdf(file) : ofArchive(file);
    }

    private static Tags ofArchive(Path file) throws IOException, XMLStreamException {
        try (var archive = new ZipFile(file.toFile())) {
            var entry = describing(archive);
            if (entry == null) {
                return Tags.NONE;
            }
            try (var xml = archive.getInputStream(entry)) {
                return dublinCore(xml);
            }
        }
    }

    private static @Nullable ZipEntry describing(ZipFile archive) {
        return archive.stream()
                .limit(MAX_ENTRIES)
                .filter(entry -> entry.getName().endsWith(".opf") || entry.getName().equals("meta.xml") || entry.getName().equals("docProps/core.xml"))
                .findFirst()
                .orElse(null);
    }

    /** The packet is plain text so that programs find it without understanding the rest (XMP, part 3). */
    private static Tags ofPdf(Path file) throws IOException, XMLStreamException {
        try (var pdf = new RandomAccessFile(file.toFile(), "r")) {
            var length = pdf.length();
            for (var from : new long[] {0, Math.max(0, length - MAX_XML)}) {
                var part = new byte[(int) Math.min(MAX_XML, length - from)];
                pdf.seek(from);
                pdf.readFully(part);
                var text = new String(part, StandardCharsets.ISO_8859_1);
                var start = text.indexOf(XMP_START);
                var end = text.indexOf(XMP_END, Math.max(0, start));
                if (start >= 0 && end > start) {
                    return dublinCore(new ByteArrayInputStream(part, start, end + XMP_END.length() - start));
                }
            }
            return Tags.NONE;
        }
    }

    private static Tags dublinCore(InputStream xml) throws XMLStreamException {
        var found = new HashMap<String, String>();
        var reader = factory().createXMLStreamReader(new Bounded(xml, MAX_XML));
        try {
            var inside = "";
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> inside = isCore(reader.getNamespaceURI()) ? reader.getLocalName() : inside;
                    case XMLStreamConstants.END_ELEMENT -> inside = isCore(reader.getNamespaceURI()) ? "" : inside;
                    case XMLStreamConstants.CHARACTERS -> add(found, inside, reader.getText());
                    default -> {}
                }
            }
        } finally {
            reader.close();
        }
        return new Tags(
                found.getOrDefault("title", ""),
                found.getOrDefault("creator", ""),
                "",
                found.getOrDefault("subject", ""),
                Numbers.leading(found.getOrDefault("date", "")),
                0,
                0,
                0,
                0);
    }

    private static void add(Map<String, String> found, String element, String text) {
        if (!element.isEmpty() && !text.isBlank()) {
            found.putIfAbsent(element, text.strip());
        }
    }

    private static boolean isCore(@Nullable String namespace) {
        return "http://purl.org/dc/elements/1.1/".equals(namespace);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
