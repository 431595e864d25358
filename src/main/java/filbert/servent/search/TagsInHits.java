package filbert.servent.search;

import filbert.wire.message.MediaType;
import filbert.wire.metadata.Metadata;
import filbert.wire.metadata.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tags of files as hits carry them (2-search, 3.6). */
final class TagsInHits {
    /** The fields {@link Tags#spoken} come from: by their words files are found. */
    static final List<String> SPOKEN = List.of("title", "name", "artist", "author", "director", "publisher", "album");

    private static final int MAX_DIGITS = 7;

    private TagsInHits() {}

    static Tags read(Metadata metadata) {
        return new Tags(
                text(metadata, "title", "name"),
                text(metadata, "artist", "author", "director", "publisher"),
                text(metadata, "album"),
                text(metadata, "genre", "topic"),
                number(metadata, "year"),
                number(metadata, "seconds", "length"),
                number(metadata, "bitrate"),
                number(metadata, "width"),
                number(metadata, "height"));
    }

    private static String text(Metadata metadata, String... names) {
        for (var name : names) {
            var value = metadata.get(name);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return "";
    }

    /** The digits it begins with: some write {@code 192 kbps}. */
    private static int number(Metadata metadata, String... names) {
        var text = text(metadata, names);
        var end = 0;
        while (end < text.length() && end < MAX_DIGITS && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(text.substring(0, end));
    }

    /** @param byRecord our files in the order of the hit's records */
    static SortedMap<Integer, Metadata> write(Iterable<LocalFile> byRecord) {
        var said = new TreeMap<Integer, Metadata>();
        var number = 0;
        for (var file : byRecord) {
            var record = number++;
            of(file).filter(its -> !its.attributes().isEmpty()).ifPresent(its -> said.put(record, its));
        }
        return said;
    }

    /** Empty for a kind of file nothing is said of. */
    static Optional<Metadata> of(LocalFile file) {
        return schema(file.name()).map(schema -> new Metadata(schema, attributes(schema, file.tags())));
    }

    /** The vocabulary for a kind of file, by the extension of its name. */
    static Optional<Schema> schema(String name) {
        var mask = MediaType.maskOf(name);
        if ((mask & MediaType.AUDIO.bit()) != 0) {
            return Optional.of(Schema.AUDIO);
        }
        if ((mask & MediaType.VIDEO.bit()) != 0) {
            return Optional.of(Schema.VIDEO);
        }
        if ((mask & MediaType.IMAGE.bit()) != 0) {
            return Optional.of(Schema.IMAGE);
        }
        return (mask & MediaType.DOCUMENT.bit()) != 0 ? Optional.of(Schema.DOCUMENT) : Optional.empty();
    }

    /** By the names each schema has for them, and nothing it has none for. */
    private static Map<String, String> attributes(Schema schema, Tags tags) {
        var said = new LinkedHashMap<String, String>();
        put(said, "title", tags.title());
        switch (schema) {
            case AUDIO -> {
                put(said, "artist", tags.creator());
                put(said, "album", tags.album());
                put(said, "genre", tags.genre());
                put(said, "year", tags.year());
                put(said, "seconds", tags.seconds());
                put(said, "bitrate", tags.kilobits());
            }
            case VIDEO -> {
                put(said, "director", tags.creator());
                put(said, "year", tags.year());
                put(said, "length", tags.seconds());
                put(said, "width", tags.width());
                put(said, "height", tags.height());
                put(said, "bitrate", tags.kilobits());
            }
            case IMAGE -> put(said, "artist", tags.creator());
            case DOCUMENT -> {
                put(said, "author", tags.creator());
                put(said, "topic", tags.genre());
            }
            case APPLICATION, TORRENT -> {}
        }
        return said;
    }

    private static void put(Map<String, String> said, String name, String value) {
        if (!value.isBlank()) {
            said.put(name, value);
        }
    }

    private static void put(Map<String, String> said, String name, int value) {
        if (value > 0) {
            said.put(name, Integer.toString(value));
        }
    }
}
