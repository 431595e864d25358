package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import java.util.Optional;

/**
 * How far the bytes of one claim have come, and how far they are wanted. Loops that read replies take bytes out of it, in order and each once,
 * whoever brings it first; the owner may give its end to another source meanwhile. Thread-safe; nobody waits in it.
 */
final class Course {
    private long at; // the next byte nobody has brought yet
    private long to;

    Course(Span span) {
        at = span.from();
        to = span.to();
    }

    /** What nobody has brought yet; empty when nothing more is wanted. */
    synchronized Optional<Span> rest() {
        return at < to ? Optional.of(new Span(at, to)) : Optional.empty();
    }

    synchronized long end() {
        return to;
    }

    /** The only reply is shorter than what was asked for, or begins later. */
    synchronized void narrow(Span given) {
        at = Math.max(at, given.from());
        to = Math.max(at, Math.min(to, given.to()));
    }

    /** @return of bytes that came, those that nobody has brought before and that are wanted */
    synchronized Optional<Span> take(long from, int count) {
        var end = Math.min(to, from + count);
        if (from > at || end <= at) {
            return Optional.empty();
        }
        var news = new Span(at, end);
        at = end;
        return Optional.of(news);
    }

    /** Gives the end away. @return where it ends now, which is later than wished for when so much has come already */
    synchronized long cut(long end) {
        to = Math.max(at, Math.min(to, end));
        return to;
    }
}
