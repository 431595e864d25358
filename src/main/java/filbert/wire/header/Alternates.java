package filbert.wire.header;

import filbert.identity.HostAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Other hosts that have a file, or that do not: the value of {@code X-Alt} and {@code X-NAlt}, {@code ip[:port]} separated by commas, the port
 * being 6346 when missing. The first element may be {@code tls=} and hex digits, a bit for each following entry, the most significant first,
 * trailing zero digits dropped (3-transfer, 3.7.1).
 */
public final class Alternates {
    private static final int MAX_ENTRIES = 100; // more do not fit a useful header; LimeWire sends 10, gtk-gnutella about 40
    private static final String TLS = "tls=";
    private static final int BITS_A_DIGIT = 4;

    private Alternates() {}

    /** @param tls speaks TLS, as far as the sender of the list knows */
    public record Alternate(HostAddress host, boolean tls) {}

    /** As they stand: no address filter was applied. A malformed entry is skipped, and those behind it lose their TLS bits. */
    public static List<Alternate> parse(String value) {
        var alternates = new ArrayList<Alternate>();
        var tls = new BitSet();
        var position = 0;
        var first = true;
        for (var entry : value.split(",", MAX_ENTRIES + 2)) {
            var text = entry.strip();
            if (first && text.toLowerCase(Locale.ROOT).startsWith(TLS)) {
                tls = bits(text.substring(TLS.length()));
            } else if (alternates.size() < MAX_ENTRIES) {
                var host = HostAddress.parse(text).filter(known -> known.port() != 0);
                if (host.isPresent()) {
                    alternates.add(new Alternate(host.get(), tls.get(position)));
                    position++;
                } else {
                    tls.clear();
                }
            }
            first = false;
        }
        return alternates;
    }

    private static BitSet bits(String hex) {
        var bits = new BitSet();
        for (var i = 0; i < hex.length(); i++) {
            var digit = Character.digit(hex.charAt(i), 16);
            if (digit < 0) {
                return new BitSet();
            }
            for (var bit = 0; bit < BITS_A_DIGIT; bit++) {
                bits.set(i * BITS_A_DIGIT + bit, (digit & 0x8 >> bit) != 0);
            }
        }
        return bits;
    }
}
