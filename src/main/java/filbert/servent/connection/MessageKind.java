package filbert.servent.connection;

import filbert.wire.message.Header;
import java.util.List;

/** Message types as people count them. */
@SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
public enum MessageKind {
    PING("ping", Header.PING),
    PONG("pong", Header.PONG),
    QUERY("query", Header.QUERY),
    QUERY_HIT("query hit", Header.QUERY_HIT),
    PUSH("push", Header.PUSH),
    TABLE("query routing", Header.QRP),
    VENDOR("vendor", Header.VENDOR, Header.VENDOR_STANDARD),
    BYE("bye", Header.BYE),
    OTHER("other");

    private static final MessageKind[] BY_TYPE = byType();

    private final String word;
    private final List<Integer> types;

    MessageKind(String word, Integer... types) {
        this.word = word;
        this.types = List.of(types);
    }

    /** @param type the header's, an unsigned byte */
    public static MessageKind of(int type) {
        return BY_TYPE[type];
    }

    public String word() {
        return word;
    }

    /** Header types of this kind; none for {@link #OTHER}. */
    public List<Integer> types() {
        return types;
    }

    private static MessageKind[] byType() {
        var kinds = new MessageKind[256];
        java.util.Arrays.fill(kinds, OTHER);
        for (var kind : values()) {
            for (var type : kind.types) {
                kinds[type] = kind;
            }
        }
        return kinds;
    }
}
