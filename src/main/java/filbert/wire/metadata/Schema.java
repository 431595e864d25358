package filbert.wire.metadata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A vocabulary of attributes, each with a root and an item element of its own (2-search, 3.6). */
public enum Schema {
    AUDIO("audio", "audios"),
    VIDEO("video", "videos"),
    IMAGE("image", "images"),
    DOCUMENT("document", "documents"),
    APPLICATION("application", "applications"),
    TORRENT("torrent", "torrents");

    private final String item;
    private final String root;

    Schema(String item, String root) {
        this.item = item;
        this.root = root;
    }

    /** The element that describes one file. */
    public String item() {
        return item;
    }

    /** The element around them. */
    public String root() {
        return root;
    }

    /** Names the schema in documents and in routing tables. */
    public String uri() {
        return "http://www.limewire.com/schemas/" + item + ".xsd";
    }

    static Optional<Schema> ofItem(String element) {
        var name = element.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(schema -> schema.item.equals(name)).findFirst();
    }
}
