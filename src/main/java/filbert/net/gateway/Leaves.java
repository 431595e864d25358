package filbert.net.gateway;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The leaf elements of a small XML document, in order: all that UPnP's descriptions and SOAP answers say. Document types are refused, nothing is
 * ever fetched or expanded, and depth, number and length are limited.
 */
record Leaves(List<Leaf> all) {
    private static final int DEEPEST = 32;
    private static final int MOST_ELEMENTS = 4_000;
    private static final int LONGEST_TEXT = 2_048;

    /**
     * An element without children.
     *
     * @param within number of the element around it, the same for siblings
     * @param name without a prefix
     */
    record Leaf(int within, String name, String text) {}

    private static final class Open {
        private final int number;
        private final StringBuilder text = new StringBuilder();
        private boolean parent;

        private Open(int number) {
            this.number = number;
        }
    }

    Leaves {
        all = List.copyOf(all);
    }

    /** The first of that name. */
    Optional<String> text(String name) {
        return all.stream().filter(leaf -> leaf.name().equals(name)).map(Leaf::text).findFirst();
    }

    /** The sibling of that name. */
    Optional<String> beside(Leaf leaf, String name) {
        return all.stream().filter(other -> other.within() == leaf.within() && other.name().equals(name)).map(Leaf::text).findFirst();
    }

    /** @param document routers put blanks and zero bytes around theirs */
    static Leaves read(byte[] document) throws GatewayException {
        var trimmed = trim(document);
        try {
            var reader = factory().createXMLStreamReader(new ByteArrayInputStream(trimmed));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw GatewayException.confused("XML that cannot be read");
        }
    }

    private static byte[] trim(byte[] document) {
        var from = 0;
        var to = document.length;
        while (from < to && document[from] >= 0 && document[from] <= ' ') {
            from++;
        }
        while (to > from && document[to - 1] >= 0 && document[to - 1] <= ' ') {
            to--;
        }
        return Arrays.copyOfRange(document, from, to);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private static Leaves read(XMLStreamReader reader) throws XMLStreamException, GatewayException {
        var leaves = new ArrayList<Leaf>();
        Deque<Open> open = new ArrayDeque<>();
        var elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw GatewayException.confused("XML with a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
                        throw GatewayException.confused("XML with too many elements");
                    }
                    if (!open.isEmpty()) {
                        open.element().parent = true;
                    }
                    open.push(new Open(elements));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add(open, reader);
                case XMLStreamConstants.END_ELEMENT -> {
                    var ended = open.pop();
                    if (!ended.parent) {
                        var within = open.isEmpty() ? 0 : open.element().number;
                        leaves.add(new Leaf(within, reader.getLocalName(), ended.text.toString().strip()));
                    }
                }
                default -> {}
            }
        }
        return new Leaves(leaves);
    }

    private static void add(Deque<Open> open, XMLStreamReader reader) throws GatewayException {
        var inside = open.peek();
        if (inside == null || inside.parent) {
            return;
        }
        if (inside.text.length() + reader.getTextLength() > LONGEST_TEXT) {
            throw GatewayException.confused("XML with a long text");
        }
        inside.text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }
}
