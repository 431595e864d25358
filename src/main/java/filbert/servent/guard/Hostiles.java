package filbert.servent.guard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Ranges of addresses nothing is done with: not called, not received, not listened to (1-connect, 12). Immutable; a look-up halves its way. */
public final class Hostiles {
    public static final Hostiles NONE = new Hostiles(List.of());

    private final long[] from;
    private final long[] to;

    /** IPv4 addresses as unsigned numbers, both ends in it. */
    public record Range(long from, long to) {
        private static final long HIGHEST = 0xFFFF_FFFFL;

        public Range {
            if (from < 0 || from > to || to > HIGHEST) {
                throw new IllegalArgumentException("range from " + from + " to " + to);
            }
        }
    }

    public Hostiles(Collection<Range> ranges) {
        var merged = merge(ranges);
        from = merged.stream().mapToLong(Range::from).toArray();
        to = merged.stream().mapToLong(Range::to).toArray();
    }

    private static List<Range> merge(Collection<Range> ranges) {
        var merged = new ArrayList<Range>();
        for (var range : ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList()) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || range.from() > last.to() + 1) {
                merged.add(range);
            } else if (range.to() > last.to()) {
                merged.set(merged.size() - 1, new Range(last.from(), range.to()));
            }
        }
        return merged;
    }

    public boolean contains(InetAddress ip) {
        return ip instanceof Inet4Address && contains(number(ip.getAddress()));
    }

    private boolean contains(long address) {
        var low = 0;
        var high = from.length - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (address < from[middle]) {
                high = middle - 1;
            } else if (address > to[middle]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** @param address four bytes, network order */
    private static long number(byte[] address) {
        var number = 0L;
        for (var part : address) {
            number = number << Byte.SIZE | part & 0xFF;
        }
        return number;
    }

    public int ranges() {
        return from.length;
    }
}
