package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.ReplyHead;

/** What the head of a reply to a range request means for the bytes that follow (3-transfer, 3.2.4). */
sealed interface RangeReply {
    /** These bytes of the file follow: all that was asked for, or less. */
    record Data(Span given) implements RangeReply {}

    /** The server contradicts what we know of the file, or itself: it is no source. */
    record Wrong(String why) implements RangeReply {}

    /** No bytes of the file follow; the status says why. */
    record Refused() implements RangeReply {}

    static RangeReply judge(ReplyHead head, Span asked, long size, Sha1 sha1) {
        var status = head.status();
        var speaksOfTheFile = head.successful() || status == 416 || status == 503;
        if (speaksOfTheFile && !head.sha1s().isEmpty() && !head.sha1s().contains(sha1)) {
            return new Wrong("has another file under this hash");
        }
        if (status != 200 && status != 206) {
            return new Refused();
        }
        if (head.encoded()) {
            return new Wrong("sends the file encoded");
        }
        return status == 200 ? whole(head, asked, size) : part(head, asked, size);
    }

    private static RangeReply whole(ReplyHead head, Span asked, long size) {
        var length = head.contentLength();
        if (length.isEmpty() || length.getAsLong() != size) {
            return new Wrong("file of " + (length.isEmpty() ? "unknown size" : length.getAsLong() + " bytes") + ", not " + size);
        }
        return asked.from() == 0 ? new Data(asked) : new Wrong("cannot send a part");
    }

    private static RangeReply part(ReplyHead head, Span asked, long size) {
        var range = head.contentRange().orElse(null);
        if (range == null) {
            return new Wrong("does not say which part it sends");
        }
        if (range.total().isPresent() && range.total().getAsLong() != size) {
            return new Wrong("file of " + range.total().getAsLong() + " bytes, not " + size);
        }
        if (range.first() < asked.from() || range.last() >= asked.to()) {
            return new Wrong("sends " + range.first() + "-" + range.last() + " for " + asked.from() + "-" + (asked.to() - 1));
        }
        var given = new Span(range.first(), range.last() + 1);
        if (head.contentLength().isPresent() && head.contentLength().getAsLong() != given.length()) {
            return new Wrong("part of " + given.length() + " bytes in a body of " + head.contentLength().getAsLong());
        }
        return new Data(given);
    }
}
