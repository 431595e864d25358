package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.ReplyHead;
import java.util.Optional;

/** What the head of a reply to a range request means for the bytes that follow (3-transfer, 3.2.4). */
sealed interface RangeReply {
    /** These bytes of the file follow: all that was asked for, or less. */
    record Data(Span given) implements RangeReply {}

    /** The server contradicts what we know of the file, or itself: it is no source. */
    record Wrong(Grounds why) implements RangeReply {}

    /** No bytes of the file follow; the status says why. */
    record Refused() implements RangeReply {}

    /** @param sha1 of what was asked for; empty where nobody has told it, and nothing can be compared with it */
    static RangeReply judge(ReplyHead head, Span asked, long size, Optional<Sha1> sha1) {
        var status = head.status();
        var speaksOfTheFile = head.successful() || status == 416 || status == 503;
        if (speaksOfTheFile && sha1.isPresent() && !head.sha1s().isEmpty() && !head.sha1s().contains(sha1.get())) {
            return new Wrong(Grounds.of(Grounds.Kind.ANOTHER_FILE));
        }
        if (status != 200 && status != 206) {
            return new Refused();
        }
        if (head.encoded()) {
            return new Wrong(Grounds.of(Grounds.Kind.ENCODED));
        }
        return status == 200 ? whole(head, asked, size) : part(head, asked, size);
    }

    private static RangeReply whole(ReplyHead head, Span asked, long size) {
        var length = head.contentLength();
        if (length.isEmpty()) {
            return new Wrong(Grounds.of(Grounds.Kind.NO_SIZE));
        }
        if (length.getAsLong() != size) {
            return new Wrong(Grounds.of(Grounds.Kind.ANOTHER_SIZE, length.getAsLong(), size));
        }
        return asked.from() == 0 ? new Data(asked) : new Wrong(Grounds.of(Grounds.Kind.WHOLE_ONLY));
    }

    private static RangeReply part(ReplyHead head, Span asked, long size) {
        var range = head.contentRange().orElse(null);
        if (range == null) {
            return new Wrong(Grounds.of(Grounds.Kind.NO_RANGE));
        }
        if (range.total().isPresent() && range.total().getAsLong() != size) {
            return new Wrong(Grounds.of(Grounds.Kind.ANOTHER_SIZE, range.total().getAsLong(), size));
        }
        if (range.first() < asked.from() || range.last() >= asked.to()) {
            return new Wrong(Grounds.of(Grounds.Kind.ANOTHER_RANGE, range.first(), range.last(), asked.from(), asked.to() - 1));
        }
        var given = new Span(range.first(), range.last() + 1);
        if (head.contentLength().isPresent() && head.contentLength().getAsLong() != given.length()) {
            return new Wrong(Grounds.of(Grounds.Kind.ANOTHER_LENGTH, given.length(), head.contentLength().getAsLong()));
        }
        return new Data(given);
    }
}
