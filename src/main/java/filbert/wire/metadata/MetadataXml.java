package filbert.wire.metadata;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The XML of hits and rich queries (2-search, 3.6): for each schema a document
 * {@code <?xml version="1.0"?><audios xsi:noNamespaceSchemaLocation="URI"><audio index="0" title="..."/></audios>}, one behind the other.
 * Reading is total: what cannot be understood says nothing.
 */
public final class MetadataXml {
    private static final String INDEX = "index";
    private static final String HEAD = "<?xml version=\"1.0\"?>";
    private static final String LOCATION = " xsi:noNamespaceSchemaLocation=\"";

    private MetadataXml() {}

    /**
     * What a hit says of its records.
     *
     * @param xml unpacked, at most 64 KiB
     * @param records how many the hit has
     * @return by number of the record, from 0; of two statements on one record the first counts
     */
    public static Map<Integer, Metadata> ofHit(String xml, int records) {
        var found = new TreeMap<Integer, Metadata>();
        var scanner = new XmlScanner(xml);
        while (scanner.next()) {
            var schema = Schema.ofItem(scanner.element());
            var index = number(scanner.attributes().get(INDEX));
            if (schema.isPresent() && index >= 0 && index < records) {
                found.putIfAbsent(index, new Metadata(schema.get(), withoutIndex(scanner.attributes())));
            }
        }
        return found;
    }

    /** What a rich query asks for: its first item. */
    public static Optional<Metadata> ofQuery(String xml) {
        var scanner = new XmlScanner(xml);
        while (scanner.next()) {
            var schema = Schema.ofItem(scanner.element());
            if (schema.isPresent()) {
                return Optional.of(new Metadata(schema.get(), withoutIndex(scanner.attributes())));
            }
        }
        return Optional.empty();
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static Map<String, String> withoutIndex(Map<String, String> attributes) {
        var others = new LinkedHashMap<>(attributes);
        others.remove(INDEX);
        return others;
    }

    /**
     * The XML for a hit; empty when there is nothing to say.
     *
     * @param byRecord by number of the record, from 0
     */
    public static String write(SortedMap<Integer, Metadata> byRecord) {
        var items = new EnumMap<Schema, StringBuilder>(Schema.class);
        byRecord.forEach((index, metadata) -> {
            if (!metadata.attributes().isEmpty()) {
                item(index, metadata, items.computeIfAbsent(metadata.schema(), _ -> new StringBuilder()));
            }
        });
        var xml = new StringBuilder();
        items.forEach((schema, its) -> xml.append(HEAD)
                .append('<').append(schema.root()).append(LOCATION).append(schema.uri()).append("\">")
                .append(its)
                .append("</").append(schema.root()).append('>'));
        return xml.toString();
    }

    private static void item(int index, Metadata metadata, StringBuilder out) {
        out.append('<').append(metadata.schema().item()).append(" index=\"").append(index).append('"');
        metadata.attributes().forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            XmlText.write(value, out);
            out.append('"');
        });
        out.append("/>");
    }
}
