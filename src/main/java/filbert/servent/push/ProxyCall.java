package filbert.servent.push;

import filbert.identity.Base32;
import filbert.identity.HostAddress;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.wire.message.Push;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks one push proxy over HTTP to pass a push on, and reads the status of its reply and nothing else (3-transfer, 3.9.4). On the link's loop from
 * linked to closed; its end is told on the owner, once.
 */
final class ProxyCall implements Link.Handler {
    static final Duration PATIENCE = Duration.ofSeconds(5); // 3-transfer, 3.9.4
    static final int NO_ANSWER = 0;

    private static final int LONGEST_LINE = 1_024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: .*)?");

    private final Owner owner;
    private final Push push;
    private final HostAddress proxy;
    private final IntConsumer ended;
    private final StringBuilder line = new StringBuilder();
    private final Timeline.Timer impatience;
    private @Nullable Link link;
    private boolean over; // owner only

    private ProxyCall(Owner owner, Push push, HostAddress proxy, IntConsumer ended) {
        this.owner = owner;
        this.push = push;
        this.proxy = proxy;
        this.ended = ended;
        this.impatience = owner.after(PATIENCE, () -> end(NO_ANSWER));
    }

    /** @param ended takes the status, or {@link #NO_ANSWER} */
    static void make(Owner owner, Dialer dialer, Push push, HostAddress proxy, IntConsumer ended) {
        var call = new ProxyCall(owner, push, proxy, ended);
        dialer.dial(proxy, PATIENCE, call::linked, _ -> call.tell(NO_ANSWER));
    }

    private void linked(Link opened) {
        opened.handler(this);
        opened.write(Unpooled.copiedBuffer(request(), StandardCharsets.US_ASCII));
        owner.execute(() -> {
            link = opened;
            if (over) {
                opened.close();
            }
        });
    }

    private String request() {
        return "HEAD /gnutella/push-proxy?ServerId=" + Base32.encode(push.servent().bytes()) + "&file=" + push.index() + " HTTP/1.1\r\n"
                + "Host: " + proxy + "\r\nX-Node: " + push.requester() + "\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void received(ByteBuf bytes) {
        try {
            while (bytes.isReadable() && line.length() < LONGEST_LINE) {
                var symbol = (char) bytes.readUnsignedByte();
                if (symbol == '\n') {
                    tell(status(line.toString().strip()));
                    return;
                }
                line.append(symbol);
            }
            if (line.length() >= LONGEST_LINE) {
                tell(NO_ANSWER);
            }
        } finally {
            bytes.release();
        }
    }

    private static int status(String line) {
        var status = STATUS.matcher(line);
        return status.matches() ? Integer.parseInt(status.group(1)) : NO_ANSWER;
    }

    @Override
    public void closed(@Nullable IOException cause) {
        tell(NO_ANSWER);
    }

    private void tell(int status) {
        owner.execute(() -> end(status));
    }

    private void end(int status) {
        if (over) {
            return;
        }
        over = true;
        impatience.cancel();
        if (link != null) {
            link.close();
        }
        ended.accept(status);
    }
}
