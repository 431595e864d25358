package filbert.wire.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A start line and its headers, in order. Names keep the spelling they came with and compare in any case; repeated headers were joined
 * with ", " and folded lines unfolded when the block was read (1-connect, 3.2).
 */
public record HeaderBlock(String startLine, List<Field> fields) {
    public record Field(String name, String value) {}

    public HeaderBlock {
        fields = List.copyOf(fields);
    }

    public static HeaderBlock of(String startLine) {
        return new HeaderBlock(startLine, List.of());
    }

    /** A copy with one more header at the end. */
    public HeaderBlock with(String name, String value) {
        var more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new HeaderBlock(startLine, more);
    }

    public Optional<String> get(String name) {
        return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
    }

    public boolean has(String name) {
        return get(name).isPresent();
    }

    /** CRLF line ends and the final empty line. */
    public String text() {
        var text = new StringBuilder(startLine).append("\r\n");
        fields.forEach(f -> text.append(f.name()).append(": ").append(f.value()).append("\r\n"));
        return text.append("\r\n").toString();
    }

    /** {@link #text()} as it travels: Latin-1, so that characters above 0x7F are the bytes they were read from. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }
}
