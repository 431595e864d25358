package filbert.sharing.upload;

import filbert.servent.push.Whereabouts;
import filbert.wire.header.HeaderBlock;
import java.util.List;

/**
 * The head of a reply: every header once, in its classic case, never folded, at most 16 of them (3-transfer, 3.2.3). LimeWire compares
 * names in their case and refuses longer heads.
 *
 * @param lasting the connection stays open behind it
 */
record Reply(HeaderBlock head, boolean lasting) {
    static final int MOST_HEADERS = 16;

    private static final long RETRY_CHANGED_FILE = 60; // seconds; 3-transfer, 3.5

    static Reply of(Status status, String reason, String server, boolean lasting) {
        var head = HeaderBlock.of("HTTP/1.1 " + status.code() + " " + reason)
                .with("Server", server)
                .with("Connection", lasting ? "Keep-Alive" : "close");
        return new Reply(head, lasting);
    }

    /** With a body that ends with the connection. */
    static Reply untilClosed(String server) {
        return of(Status.OK, Status.OK.reason(), server, false);
    }

    /** Without a body. */
    static Reply refusal(Status status, String reason, String server, boolean lasting) {
        return of(status, reason, server, lasting && !status.endsConnection()).with("Content-Length", "0");
    }

    Reply with(String name, String value) {
        return new Reply(head.with(name, value), lasting);
    }

    Reply with(List<HeaderBlock.Field> more) {
        var all = head;
        for (var field : more) {
            all = all.with(field.name(), field.value());
        }
        return new Reply(all, lasting);
    }

    /** With the way to push us, if we need to be. */
    Reply explaining(Whereabouts whereabouts) {
        return new Reply(whereabouts.explain(head), lasting);
    }

    /** Whose content this is about: Phex gives up without it (3-transfer, 3.2.6). */
    Reply about(ServedFile file) {
        return with("X-Gnutella-Content-URN", "urn:sha1:" + file.sha1().base32());
    }

    /** No blank behind the semicolon: LimeWire does not trim (3-transfer, 3.2.6). */
    Reply withTree(ServedFile file) {
        return with("X-Thex-URI", "/uri-res/N2X?urn:sha1:" + file.sha1().base32() + ";" + file.tigerRoot().base32());
    }

    /** Absence of ranges would mean a complete source (3-transfer, 3.8.1). Busy ones tell how much there is, too, and so does a list cut short. */
    Reply withRanges(VerifiedRanges verified, boolean busy) {
        var listed = with("X-Available-Ranges", verified.listed());
        return busy || verified.tooMany() ? listed.with("X-Available", "bytes " + verified.total()) : listed;
    }

    Reply retryAfter(long seconds) {
        return with("Retry-After", Long.toString(seconds));
    }

    /** The file is not what it was, or is gone for now. */
    Reply onceRehashed() {
        return retryAfter(RETRY_CHANGED_FILE);
    }
}
