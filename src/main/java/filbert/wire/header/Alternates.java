package filbert.wire.header;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Other hosts that have a file, or that do not: the value of {@code X-Alt} and {@code X-NAlt}, {@code ip[:port]} separated by commas, the port
 * being 6346 when missing. The first element may be {@code tls=} and hex digits, a bit for each following entry, the most significant first,
 * trailing zero digits dropped (3-transfer, 3.7.1).
 */
public final class Alternates {
    private static final int MAX_ENTRIES = 100; // more do not fit a useful header; LimeWire sends 10, gtk-gnutella about 40
    private static final String TLS = "tls=";
    private static final int BITS_A_DIGIT = 4;
    private static final Pattern LEGACY = Pattern.compile("(?i)http://([^/\\s]{1,50})/uri-res/N2R\\?(\\S{1,120})");

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

    /** IPv4 only: an IPv6 entry is for those who said that they understand one. */
    public static String write(List<HostAddress> hosts) {
        return hosts.stream().filter(HostAddress::isIpv4).map(HostAddress::toString).collect(Collectors.joining(","));
    }

    /** The same with those that speak TLS in front and marked, as readers want them (3-transfer, 3.7.1). */
    public static String write(List<HostAddress> hosts, Predicate<HostAddress> tls) {
        var encrypted = hosts.stream().filter(HostAddress::isIpv4).filter(tls).toList();
        var plain = hosts.stream().filter(host -> !encrypted.contains(host)).toList();
        var all = write(Stream.concat(encrypted.stream(), plain.stream()).toList());
        return encrypted.isEmpty() ? all : TLS + firstBits(encrypted.size()) + "," + all;
    }

    private static String firstBits(int count) {
        var rest = count % BITS_A_DIGIT;
        var last = rest == 0 ? "" : Integer.toHexString(0xF0 >> rest & 0xF).toUpperCase(Locale.ROOT);
        return "F".repeat(count / BITS_A_DIGIT) + last;
    }

    /** The value of {@code X-Gnutella-Alternate-Location} or {@code Alt-Location}: addresses of pages, behind some of them a date. Another file's are left out. */
    public static List<HostAddress> parseLegacy(String value, Sha1 content) {
        return Stream.of(value.split(",", MAX_ENTRIES + 1))
                .map(entry -> LEGACY.matcher(entry.strip()))
                .filter(Matcher::lookingAt)
                .filter(entry -> Urn.parse(entry.group(2)).flatMap(Urn::sha1).equals(Optional.of(content)))
                .flatMap(entry -> HostAddress.parse(entry.group(1)).stream())
                .filter(host -> host.port() != 0)
                .limit(MAX_ENTRIES)
                .toList();
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
