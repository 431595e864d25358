package filbert.servent.connection;

import filbert.servent.NetworkView.TracedMessage;
import filbert.wire.message.Bye;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.Push;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.Unknown;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The latest messages exchanged with one neighbour, kept while somebody looks. Confined to the owner. */
final class MessageTrace {
    static final int KEPT = 200;
    static final Duration KEPT_UNWATCHED = Duration.ofMinutes(1);

    private static final int MAX_SUMMARY = 160;

    private final Deque<TracedMessage> latest = new ArrayDeque<>();
    private long watchedAt;

    MessageTrace(long now) {
        watchedAt = now;
    }

    /** Oldest first. */
    List<TracedMessage> look(long now) {
        watchedAt = now;
        return List.copyOf(latest);
    }

    boolean isForgotten(long now) {
        return now - watchedAt > KEPT_UNWATCHED.toNanos();
    }

    void add(Instant at, boolean incoming, Header header, ByteBuf payload) {
        latest.addLast(new TracedMessage(
                at,
                incoming,
                MessageKind.of(header.type()).word(),
                header.ttl(),
                header.hops(),
                Header.LENGTH + header.length(),
                summary(header, payload.duplicate())));
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    private static String summary(Header header, ByteBuf payload) {
        try {
            var words = describe(MessageCodec.decode(header.type(), payload));
            return words.length() > MAX_SUMMARY ? words.substring(0, MAX_SUMMARY) + "…" : words;
        } catch (MalformedMessageException malformed) {
            return String.valueOf(malformed.getMessage());
        }
    }

    private static String describe(Message message) {
        return switch (message) {
            case Ping ping -> keys(ping.extensions().items().keySet());
            case Pong pong -> pong.host() + ", " + pong.files() + " files, " + pong.kibibytes() + " KiB " + keys(pong.extensions().items().keySet());
            case Bye bye -> bye.code() + " " + bye.firstLine();
            case QrpReset reset -> "reset, " + reset.slots() + " slots";
            case QrpPatch patch -> "patch " + patch.sequence() + " of " + patch.sequenceSize() + ", " + patch.data().length + " bytes";
            case Vendor vendor -> vendor.vendor().replace('\0', '0') + "/" + vendor.selector() + "v" + vendor.version();
            case Push push -> "file " + push.index() + " of " + push.servent() + " to " + push.requester();
            case Query query -> query.text() + (query.urns().isEmpty() ? "" : " " + query.urns());
            case QueryHit hit -> hit.results().size() + " files of " + hit.host();
            case Unknown unknown -> "type " + unknown.type();
        };
    }

    private static String keys(Set<String> keys) {
        return String.join(" ", keys);
    }
}
