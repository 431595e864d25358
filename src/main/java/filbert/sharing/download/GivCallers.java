package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.net.Timeline;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Servents that call because we asked them to (3-transfer, 3.9.2): {@code GIV <index>:<guid>/<anything>}, then an empty line. Whoever calls
 * without having been asked is hung up on. On the link's loop until the line is read.
 */
public final class GivCallers {
    private static final int MAX_LENGTH = 1024; // 3-transfer, 3.1: "First line limit 1024 bytes"
    private static final Duration PATIENCE = Duration.ofSeconds(5); // 3-transfer, 3.9.2: "wait ≤ 5 s for the empty line"
    private static final Pattern LINE = Pattern.compile("GIV \\d{1,20}:([0-9a-fA-F]{32})/.*");

    private final Owner owner;
    private final BiConsumer<Guid, Link> called;

    GivCallers(Owner owner, BiConsumer<Guid, Link> called) {
        this.owner = owner;
        this.called = called;
    }

    /** Takes over the link and the bytes read so far, from {@code GIV} on. */
    public void giv(Link link, ByteBuf soFar) {
        var greeting = new Greeting(link);
        link.handler(greeting);
        greeting.received(soFar);
    }

    /** The servent a GIV line is from. */
    static Optional<Guid> caller(String line) {
        var form = LINE.matcher(line);
        return form.matches() ? Optional.of(Guid.parse(form.group(1))) : Optional.empty();
    }

    private final class Greeting implements Link.Handler {
        private final Link link;
        private final StringBuilder text = new StringBuilder();
        private final Timeline.Timer impatience;
        private boolean over;

        Greeting(Link link) {
            this.link = link;
            impatience = link.loop().after(PATIENCE, this::hangUp);
        }

        @Override
        public void received(ByteBuf bytes) {
            try {
                while (!over && bytes.isReadable()) {
                    accept((char) bytes.readUnsignedByte());
                }
                if (bytes.isReadable()) {
                    hangUp(); // it is our turn to speak now
                }
            } finally {
                bytes.release();
            }
        }

        private void accept(char symbol) {
            if (symbol != '\r') {
                text.append(symbol);
            }
            if (text.length() > MAX_LENGTH) {
                hangUp();
            } else if (symbol == '\n' && text.length() > 1 && text.charAt(text.length() - 2) == '\n') {
                end(text.substring(0, text.length() - 2));
            }
        }

        private void end(String line) {
            over = true;
            impatience.cancel();
            caller(line).ifPresentOrElse(guid -> owner.execute(() -> called.accept(guid, link)), link::close);
        }

        private void hangUp() {
            over = true;
            impatience.cancel();
            link.close();
        }

        @Override
        public void closed(@Nullable IOException cause) {
            over = true;
            impatience.cancel();
        }
    }
}
