package filbert.servent.reception;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a caller wants, told by its first bytes (1-connect, 2.2). */
enum Greeting {
    GNUTELLA,
    HTTP,
    GIV,
    /** A servent in whose queue we are says that it is our turn. */
    QUEUE,
    /** Proof that we can be called; the caller wants nothing else. */
    CONNECT_BACK,
    /** A TLS ClientHello: what is wanted is said inside. */
    TLS,
    /** Known and not wanted, or unknown. */
    UNWANTED;

    private static final Map<String, Greeting> WORDS = Map.ofEntries(
            Map.entry("GNUTELLA CONNECT/", GNUTELLA),
            Map.entry("GET ", HTTP),
            Map.entry("HEAD ", HTTP),
            Map.entry("POST ", HTTP),
            Map.entry("PUT ", HTTP),
            Map.entry("DELETE ", HTTP),
            Map.entry("OPTIONS ", HTTP),
            Map.entry("TRACE ", HTTP),
            Map.entry("PATCH ", HTTP),
            Map.entry("GIV ", GIV),
            Map.entry("CONNECT ", CONNECT_BACK),
            Map.entry("\n\n", CONNECT_BACK),
            Map.entry("\r\n\r\n", CONNECT_BACK),
            Map.entry("QUEUE ", QUEUE),
            Map.entry("PUSH ", UNWANTED),
            Map.entry("LIMEWIRE ", UNWANTED));

    private static final int LONGEST_WORD = "GNUTELLA CONNECT/".length();

    /** Reads without consuming. @return empty while more bytes are needed to tell */
    static Optional<Greeting> of(ByteBuf bytes) {
        var start = bytes.toString(bytes.readerIndex(), Math.min(bytes.readableBytes(), LONGEST_WORD), StandardCharsets.ISO_8859_1);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var first = start.charAt(0);
        if (first != '\r' && first != '\n' && !isAlphanumeric(first)) {
            return Optional.of(TLS);
        }
        for (var word : WORDS.entrySet()) {
            if (start.startsWith(word.getKey())) {
                return Optional.of(word.getValue());
            }
        }
        return WORDS.keySet().stream().anyMatch(word -> word.startsWith(start)) ? Optional.empty() : Optional.of(UNWANTED);
    }

    /** Must the first line be whole before it is handed on? */
    boolean needsWholeLine() {
        return this == GNUTELLA || this == GIV || this == QUEUE;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
