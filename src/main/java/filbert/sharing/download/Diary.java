package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds words for what becomes of a download and of its sources, and keeps whose bytes it has, for whoever looks at its page. Owner only. */
final class Diary {
    private final Chronicle chronicle;
    private final Suppliers<HostAddress> origins = new Suppliers<>(DownloadDetail.MOST_SHARES);

    Diary(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /** The download is something else than before, for this reason. */
    void became(State before, State now, String reason) {
        switch (now) {
            case PAUSED -> chronicle.tell(reason.isEmpty() ? "paused" : "halted", "", reason);
            case FAILED -> chronicle.tell("failed", "", reason);
            case CHECKING -> {
                if (!reason.isEmpty()) {
                    chronicle.tell(reason);
                }
            }
            case QUEUED -> {
                if (reason.equals(Outlook.QUOTA)) {
                    chronicle.tell("quota");
                } else if (reason.equals(Outlook.JOINED)) {
                    chronicle.tell("shared");
                } else if (before == State.PAUSED || before == State.FAILED) {
                    chronicle.tell("resumed");
                }
            }
            case ACTIVE, DONE -> {}
        }
    }

    /** One of its sources is. */
    void became(Candidate candidate, Candidate.State before) {
        var host = candidate.source().address().toString();
        var grounds = candidate.grounds();
        switch (candidate.state()) {
            case RECEIVING -> chronicle.tell("joined", host, "");
            case BAD -> chronicle.tell("dropped", host, grounds);
            case IDLE, WAITING -> {
                if (grounds.kind() == Grounds.Kind.PLACE) {
                    chronicle.moved("in-line", host, grounds);
                } else if (!grounds.isNone() && before != Candidate.State.BAD) {
                    chronicle.tell("rests", host, grounds);
                }
            }
            case CONNECTING, PUSHED, REQUESTING -> {}
        }
    }

    void brought(Span span, Candidate from) {
        origins.add(span, from.source().address());
    }

    /** Wrong bytes, and who brought them. */
    void spoiled(Span slice, Collection<Candidate> by) {
        origins.forget(slice);
        var hosts = by.stream().limit(3).map(candidate -> candidate.source().address().toString()).collect(Collectors.joining(", "));
        chronicle.tell("spoiled", hosts, slice.from() + "–" + (slice.to() - 1));
    }

    /** Of a file of {@code size} bytes so many are right now. */
    void verified(long size, long before, long now) {
        var quarters = size <= 0 ? 0 : 4 * now / size;
        if (quarters > 0 && quarters > 4 * before / size) {
            chronicle.tell("verified", "", Long.toString(25 * quarters));
        }
    }

    void anew() {
        origins.forget(new Span(0, Long.MAX_VALUE));
        chronicle.tell("anew");
    }

    /** @param coming bytes on their way, and from whom */
    DownloadDetail detail(Map<Span, HostAddress> coming) {
        var shares = new ArrayList<DownloadDetail.Share>();
        origins.forEach((span, host) -> shares.add(new DownloadDetail.Share(span.from(), span.to(), host, false)));
        coming.forEach((span, host) -> shares.add(new DownloadDetail.Share(span.from(), span.to(), host, true)));
        shares.sort(Comparator.comparingLong(DownloadDetail.Share::from));
        return new DownloadDetail(List.copyOf(shares.subList(0, Math.min(shares.size(), DownloadDetail.MOST_SHARES))), chronicle.entries());
    }
}
