package filbert.sharing.download;

import filbert.sharing.download.disk.PartialFolder;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.disk.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What we have of a file that is fetched, as far as anybody has looked. Owner only. */
final class Stock {
    private long expected; // bytes the partial file is known to hold
    private long verified;
    private List<Span> written = List.of();
    private List<Span> right = List.of();
    private @Nullable Held held; // null when nobody has looked since we started

    /** As the store knew it: totals, and not where they are. */
    Stock(long expected, long verified) {
        this.expected = expected;
        this.verified = verified;
        held = expected == 0 ? Held.NOTHING : null;
    }

    /** Bytes the partial file is known to hold. */
    long expected() {
        return expected;
    }

    long verified() {
        return verified;
    }

    /** What the partial file holds, unless somebody has to look. */
    Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    /** There is a partial file, whatever the store knew of it. */
    void hasToBeLookedAt() {
        held = null;
    }

    /** Another row of the store knew of more. */
    void knownToHold(long bytes, long right) {
        if (bytes > expected) {
            expected = bytes;
            verified = right;
            held = null;
        }
    }

    /** Is it known which bytes these are? */
    boolean mapped() {
        return !written.isEmpty();
    }

    void empty() {
        expected = 0;
        verified = 0;
        written = List.of();
        right = List.of();
        held = Held.NOTHING;
    }

    /** Of a file that is all there. */
    static Stock whole(long size) {
        var stock = new Stock(size, size);
        stock.written = size > 0 ? List.of(new Span(0, size)) : List.of();
        stock.right = stock.written;
        return stock;
    }

    /** Of a file that is all there, and that nothing could be compared with. */
    static Stock unchecked(long size) {
        var stock = whole(size);
        stock.verified = 0;
        stock.right = List.of();
        return stock;
    }

    void holds(Storage.Contents contents) {
        written = contents.written();
        right = contents.verified();
        held = Held.of(contents);
        expected = total(written);
        verified = total(right);
    }

    /** What the journal says, of a file nobody has opened. */
    void recalled(PartialFolder.Known known) {
        written = known.written();
    }

    /** And what of it is right by the tree that counts. */
    void right(List<Span> spans) {
        right = spans;
    }

    private static long total(List<Span> spans) {
        return spans.stream().mapToLong(Span::length).sum();
    }

    /** For people, in order. */
    List<DownloadView.Range> ranges() {
        var verifiedSpans = Spans.of(right);
        var ranges = new ArrayList<DownloadView.Range>();
        for (var span : written) {
            var at = span.from();
            for (var good : verifiedSpans.within(span)) {
                if (good.from() > at) {
                    ranges.add(new DownloadView.Range(at, good.from(), false));
                }
                ranges.add(new DownloadView.Range(good.from(), good.to(), true));
                at = good.to();
            }
            if (at < span.to()) {
                ranges.add(new DownloadView.Range(at, span.to(), false));
            }
        }
        return ranges;
    }
}
