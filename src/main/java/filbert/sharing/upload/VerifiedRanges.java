package filbert.sharing.upload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The bytes of an unfinished file that its tree has proved right: all that is ever listed or sent of it (3-transfer, 3.8.1). Immutable.
 *
 * @param ranges in order; they neither touch nor overlap
 */
public record VerifiedRanges(List<Range> ranges) {
    public static final VerifiedRanges NONE = new VerifiedRanges(List.of());

    private static final String UNIT = "bytes";
    private static final int LONGEST_LIST = 900; // characters; with the header's name the line stays below 1,000 (3-transfer, 3.2.3)

    /** Bytes {@code from} to {@code last}, inclusive. */
    public record Range(long from, long last) {
        public Range {
            if (from < 0 || last < from) {
                throw new IllegalArgumentException("range from " + from + " to " + last);
            }
        }

        long length() {
            return last - from + 1;
        }

        private String text() {
            return from + "-" + last;
        }
    }

    public VerifiedRanges {
        ranges = ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList();
    }

    public long total() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    /** Begins where it was asked to and ends where the verified bytes do; empty when the first byte is not among them. */
    Optional<RequestedRange> clip(RequestedRange wanted) {
        for (var range : ranges) {
            if (range.from <= wanted.from() && wanted.from() <= range.last) {
                var length = Math.min(wanted.length(), range.last - wanted.from() + 1);
                return Optional.of(new RequestedRange(wanted.from(), length, wanted.partial() || length < wanted.length()));
            }
        }
        return Optional.empty();
    }

    boolean contain(RequestedRange wanted) {
        return clip(wanted).filter(clipped -> clipped.length() == wanted.length()).isPresent();
    }

    /** As {@code X-Available-Ranges} says it: when there are too many for a line, the largest. */
    String listed() {
        var told = told();
        return told.isEmpty() ? UNIT : told.stream().map(Range::text).collect(Collectors.joining(", ", UNIT + " ", ""));
    }

    /** Are they too many for a line? */
    boolean tooMany() {
        return told().size() < ranges.size();
    }

    private List<Range> told() {
        var told = new ArrayList<Range>();
        var room = LONGEST_LIST - UNIT.length();
        for (var range : ranges.stream().sorted(Comparator.comparingLong(Range::length).reversed()).toList()) {
            room -= range.text().length() + 2;
            if (room < 0) {
                break;
            }
            told.add(range);
        }
        told.sort(Comparator.comparingLong(Range::from));
        return told;
    }
}
