package filbert.servent.handshake;

import filbert.net.Link;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries header blocks over a link, one at a time and only while one is expected; what follows a block waits for whoever comes next. Its
 * handler side lives on the link's loop, its {@link Talk} on the owner.
 */
public final class HandshakeLink implements Link.Handler {
    /** Each block must be there within this time (1-connect, 3.2). */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration DRAIN = Duration.ofSeconds(1); // 1-connect, 3.5: the peer shall read why
    private static final int MAX_AHEAD = 65_536;

    /** What becomes of the handshake. Called on the owner; nothing follows {@link #broken}. */
    public interface Talk {
        /** A block, in answer to each {@link #listen} or {@link #open}. */
        void heard(HeaderBlock block);

        /** In answer to {@link #encrypt}. */
        void encrypted();

        void broken(Break how, String why);
    }

    /** How a handshake ends early. */
    public enum Break {
        /** The peer or the network closed. */
        CLOSED,
        /** No whole block in time. */
        SILENT,
        /** Bytes that are no header block, or too many. */
        GARBLED,
        /** The change to TLS failed. */
        NO_TLS
    }

    private final Link link;
    private final Owner owner;
    private final Talk talk;

    // the loop's
    private final HeaderBlockReader reader = new HeaderBlockReader();
    private final ByteBuf ahead = Unpooled.buffer();
    private Timeline.@Nullable Timer deadline;
    private boolean expecting;
    private boolean over;

    public HandshakeLink(Link link, Owner owner, Talk talk) {
        this.link = link;
        this.owner = owner;
        this.talk = talk;
    }

    /** Takes the link over and waits for the first block. On the loop; takes over {@code soFar}, the bytes read already. */
    public void open(ByteBuf soFar) {
        append(soFar);
        link.handler(this);
        expectBlock();
    }

    /** Sends a block in one write. Any thread. */
    public void say(HeaderBlock block) {
        link.write(Unpooled.copiedBuffer(block.text(), StandardCharsets.ISO_8859_1));
    }

    /** Waits for the next block. Any thread. */
    public void listen() {
        link.loop().execute(this::expectBlock);
    }

    /** Speaks TLS from here on; what came ahead belongs to it. Any thread. */
    public void encrypt() {
        link.loop().execute(() -> {
            if (over) {
                return;
            }
            var theirs = ahead.readBytes(ahead.readableBytes());
            link.reading(true);
            link.upgradeTls(theirs).whenComplete((_, failure) -> {
                if (failure != null) {
                    breakOff(Break.NO_TLS, String.valueOf(failure.getMessage()));
                } else if (!over) {
                    owner.execute(talk::encrypted);
                }
            });
        });
    }

    /** Lets what was said drain, then closes. Any thread. */
    public void end() {
        link.loop().execute(() -> {
            finish();
            link.loop().after(DRAIN, link::closeAfterWrites);
            link.loop().after(PATIENCE, link::close); // whether it was read or not
        });
    }

    /** Closes without a word. Any thread. */
    public void drop() {
        link.loop().execute(() -> {
            finish();
            link.close();
        });
    }

    /** Gives the link to {@code next}, and the bytes that came ahead; a link closed meanwhile is told to it as closed. Any thread. */
    public void handOver(Link.Handler next) {
        link.loop().execute(() -> {
            if (over) {
                next.closed(null);
                return;
            }
            var surplus = ahead.retainedDuplicate();
            finish();
            link.handler(next);
            link.reading(true);
            if (surplus.isReadable()) {
                next.received(surplus);
            } else {
                surplus.release();
            }
        });
    }

    private void expectBlock() {
        if (over) {
            return;
        }
        expecting = true;
        deadline = link.loop().after(PATIENCE, () -> breakOff(Break.SILENT, "no header block within " + PATIENCE.toSeconds() + " s"));
        link.reading(true);
        read();
    }

    private void read() {
        try {
            var block = reader.read(ahead);
            if (block.isPresent()) {
                expecting = false;
                cancelDeadline();
                link.reading(false);
                owner.execute(() -> talk.heard(block.get()));
            }
        } catch (MalformedMessageException garbled) {
            breakOff(Break.GARBLED, String.valueOf(garbled.getMessage()));
        }
    }

    @Override
    public void received(ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        append(bytes);
        if (expecting) {
            read();
        } else if (ahead.readableBytes() > MAX_AHEAD) {
            breakOff(Break.GARBLED, ahead.readableBytes() + " bytes ahead of their turn, at most " + MAX_AHEAD);
        }
    }

    private void append(ByteBuf bytes) {
        ahead.discardReadBytes().writeBytes(bytes);
        bytes.release();
    }

    @Override
    public void closed(@Nullable IOException cause) {
        breakOff(Break.CLOSED, cause == null ? "" : String.valueOf(cause.getMessage()));
    }

    private void breakOff(Break how, String why) {
        if (!over) {
            finish();
            owner.execute(() -> talk.broken(how, why));
        }
    }

    private void finish() {
        if (!over) {
            over = true;
            expecting = false;
            cancelDeadline();
            ahead.release();
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
