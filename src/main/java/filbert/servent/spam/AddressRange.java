package filbert.servent.spam;

import filbert.servent.guard.Hostiles;
import java.util.Optional;

/** A line of {@code hostiles.txt}: an address, a network with its length or mask behind a slash, or two addresses with a dash between them. */
final class AddressRange {
    private static final int PARTS = 4;
    private static final int HIGHEST_PART = 255;
    private static final long ALL = 0xFFFF_FFFFL;

    private AddressRange() {}

    static Optional<Hostiles.Range> parse(String text) {
        var slash = text.indexOf('/');
        var dash = text.indexOf('-');
        if (slash > 0) {
            return network(address(text.substring(0, slash)), mask(text.substring(slash + 1).strip()));
        }
        var from = address(dash > 0 ? text.substring(0, dash) : text);
        var to = dash > 0 ? address(text.substring(dash + 1)) : from;
        return from < 0 || to < from ? Optional.empty() : Optional.of(new Hostiles.Range(from, to));
    }

    private static Optional<Hostiles.Range> network(long address, long mask) {
        return address < 0 || mask <= 0 ? Optional.empty() : Optional.of(new Hostiles.Range(address & mask, address & mask | ALL & ~mask));
    }

    /** Negative when it is none, or leaves holes. The whole world is no network somebody meant to list. */
    private static long mask(String text) {
        if (text.matches("\\d{1,2}")) {
            var bits = Integer.parseInt(text);
            return bits >= 1 && bits <= Integer.SIZE ? ALL << (Integer.SIZE - bits) & ALL : -1;
        }
        var mask = address(text);
        var rest = ALL & ~mask;
        return mask > 0 && (rest & rest + 1) == 0 ? mask : -1;
    }

    private static long address(String text) {
        var parts = text.strip().split("\\.", -1);
        var address = 0L;
        for (var part : parts) {
            if (parts.length != PARTS || !part.matches("\\d{1,3}") || Integer.parseInt(part) > HIGHEST_PART) {
                return -1;
            }
            address = address << Byte.SIZE | Integer.parseInt(part);
        }
        return address;
    }
}
