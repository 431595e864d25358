package filbert.sharing.browse;

import filbert.net.Link;
import filbert.net.Timeline;
import filbert.sharing.browse.HostListing.Shared;
import filbert.sharing.browse.HostListing.State;
import filbert.sharing.download.http.ReplyHead;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection to one host: asks for its list and reads it, within limits. On the link's loop. */
final class Visit implements Link.Handler {
    static final String PACKETS = "application/x-gnutella-packets";

    // 3-transfer, 3.10: "cap 64 MiB raw / 100 000 results / 120 s idle 30 s"
    static final long MOST_BYTES = 64L << 20; // raw, and again inflated
    static final int MOST_FILES = 100_000;
    static final Duration LONGEST = Duration.ofSeconds(120);
    static final Duration IDLE = Duration.ofSeconds(30);

    private static final int MAX_INTERIM = 4; // 1xx heads before the real one

    /** Told on the loop. */
    interface Listener {
        void arrived(List<Shared> files, long bytes);

        /**
         * The last call.
         *
         * @param status of a refusal, else 0
         */
        void ended(State state, int status, String words);
    }

    private final Link link;
    private final Hits hits;
    private final Listener listener;
    private final HeaderBlockReader heads = new HeaderBlockReader();
    private final Timeline.Timer whole;
    private Timeline.Timer idle;
    private @Nullable BodyReader body;
    private int interim;
    private long raw;
    private long plain;
    private int files;
    private boolean over;

    private Visit(Link link, Hits hits, Listener listener) {
        this.link = link;
        this.hits = hits;
        this.listener = listener;
        whole = link.loop().after(LONGEST, () -> end(body == null ? State.TIMED_OUT : State.TOO_LONG, 0, ""));
        idle = link.loop().after(IDLE, this::silent);
    }

    /** Takes over the link. On its loop. */
    static void begin(Link link, Browsing.Wanted host, boolean push, String userAgent, Listener listener) {
        link.handler(new Visit(link, new Hits(host, push), listener));
        var request = HeaderBlock.of("GET / HTTP/1.1")
                .with("Host", host.address().toString())
                .with("User-Agent", userAgent)
                .with("Accept", PACKETS)
                .with("Connection", "close");
        link.write(Unpooled.copiedBuffer(request.text(), StandardCharsets.ISO_8859_1));
    }

    private void silent() {
        end(State.TIMED_OUT, 0, "");
    }

    @Override
    public void received(ByteBuf bytes) {
        try {
            if (over) {
                return;
            }
            idle.cancel();
            idle = link.loop().after(IDLE, this::silent);
            raw += bytes.readableBytes();
            if (raw > MOST_BYTES) {
                end(State.TOO_LONG, 0, "");
                return;
            }
            read(bytes);
        } catch (MalformedMessageException broken) {
            end(State.BROKEN, 0, String.valueOf(broken.getMessage()));
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuf bytes) {
        while (body == null && !over && bytes.isReadable()) {
            heads.read(bytes).map(ReplyHead::of).ifPresent(this::head);
        }
        if (body != null && !over) {
            body.read(bytes);
            listener.arrived(List.of(), raw);
            if (body.ended()) {
                complete();
            }
        }
    }

    private void head(ReplyHead head) {
        if (head.status() / 100 == 1) {
            if (++interim > MAX_INTERIM || head.status() == 101) {
                throw new MalformedMessageException("status " + head.status());
            }
            return;
        }
        if (head.status() != 200) {
            end(State.REFUSED, head.status(), head.reason());
            return;
        }
        var type = head.block().get("Content-Type").orElse(PACKETS).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals(PACKETS)) {
            throw new MalformedMessageException("a list of type " + type);
        }
        var encoding = head.block().get("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        var transfer = head.block().get("Transfer-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        var deflated = encoding.equals("deflate");
        var chunked = transfer.equals("chunked");
        if (!deflated && !encoding.equals("identity") || !chunked && !transfer.equals("identity")) {
            throw new MalformedMessageException("encoding we did not ask for");
        }
        body = new BodyReader(new BodyReader.Form(chunked, deflated, head.contentLength().orElse(-1)), this::piece);
        if (body.ended()) {
            complete();
        }
    }

    private void piece(byte[] piece) {
        if (over) {
            return;
        }
        plain += piece.length;
        if (plain > MOST_BYTES) {
            end(State.TOO_LONG, 0, "");
            return;
        }
        var found = hits.take(piece);
        var room = MOST_FILES - files;
        files += Math.min(room, found.size());
        if (!found.isEmpty()) {
            listener.arrived(found.subList(0, Math.min(room, found.size())), raw);
        }
        if (found.size() >= room) {
            end(State.TOO_LONG, 0, "");
        }
    }

    private void complete() {
        if (!over) {
            end(hits.inTheMiddle() ? State.BROKEN : State.COMPLETE, 0, hits.inTheMiddle() ? "it ends in the middle" : "");
        }
    }

    @Override
    public void closed(@Nullable IOException cause) {
        if (over) {
            return;
        }
        if (body != null && body.mayEndHere()) {
            complete();
        } else {
            end(State.BROKEN, 0, body == null ? "hung up without an answer" : "it ends in the middle");
        }
    }

    private void end(State state, int status, String words) {
        if (over) {
            return;
        }
        over = true;
        whole.cancel();
        idle.cancel();
        if (body != null) {
            link.loop().execute(body::close); // it may be reading right now
        }
        link.loop().execute(hits::release);
        link.close();
        listener.ended(state, status, words);
    }
}
