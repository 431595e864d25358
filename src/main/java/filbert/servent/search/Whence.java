package filbert.servent.search;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which host offers something: the address it can be called at, or, for one that cannot be called, the address it says and its GUID, since many behind
 * routers say the same. Written {@code 192.0.2.7:6346} or {@code 192.168.0.2:6346/} and 32 hexadecimal digits.
 */
public record Whence(HostAddress address, Optional<Guid> servent) {
    private static final char SEPARATOR = '/';
    private static final int SHORTEST = 4; // characters of an address: [::]
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{32}");

    public static Whence of(Source source) {
        return new Whence(source.address(), source.push() ? Optional.of(source.servent()) : Optional.empty());
    }

    /** Empty for what {@link #toString} never writes. */
    public static Optional<Whence> parse(String text) {
        var slash = text.indexOf(SEPARATOR);
        var address = HostAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(where -> new Whence(where, Optional.empty()));
        }
        var guid = text.substring(slash + 1);
        return GUID.matcher(guid).matches() ? address.map(where -> new Whence(where, Optional.of(Guid.parse(guid)))) : Optional.empty();
    }

    /** The address alone, quickly: tens of thousands are looked at for one page. */
    static Optional<InetAddress> ip(String text) {
        var end = text.lastIndexOf(':', text.indexOf(SEPARATOR) < 0 ? text.length() : text.indexOf(SEPARATOR));
        try {
            return end < SHORTEST
                    ? Optional.empty()
                    : Optional.of(InetAddress.ofLiteral(text.charAt(0) == '[' ? text.substring(1, end - 1) : text.substring(0, end)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return address + servent.map(guid -> SEPARATOR + guid.hex()).orElse("");
    }
}
