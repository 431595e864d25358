package filbert.servent.reception;

import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Timeline;
import filbert.servent.guard.CallRate;
import filbert.servent.guard.Crowd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where every caller arrives. Reads just enough to tell what it wants and hands it on; those who do not say, or say something else, are
 * shown out quietly (1-connect, 2.2 and 2.3). Each caller is dealt with on its link's loop.
 */
public final class Reception {
    static final int MOST_WAITING = 200; // 1-connect, 2.2
    static final int MOST_WAITING_FROM_ONE = 20; // so that one address cannot keep out everybody else
    static final int LONGEST_GREETING = 1_024; // 1-connect, 2.2
    static final Duration PATIENCE = Duration.ofSeconds(15); // 1-connect, 2.2
    static final int MOST_ENCRYPTING = 50; // TLS handshakes under way: a flood of them leaves three places in four to others
    static final int MOST_ENCRYPTING_FROM_ONE = 10;

    private static final int HTTP_CALLS = 5; // 1-connect, 2.3
    private static final Duration HTTP_WINDOW = Duration.ofSeconds(10);
    private static final String TOO_MANY = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 10\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final Door door;
    private final Visitors visitors;
    private final AddressScope scope;
    private final CallRate httpCalls;
    private final Crowd waiting = new Crowd(MOST_WAITING, MOST_WAITING_FROM_ONE);
    private final Crowd encrypting = new Crowd(MOST_ENCRYPTING, MOST_ENCRYPTING_FROM_ONE);

    public Reception(Door door, Visitors visitors, AddressScope scope, Timeline timeline) {
        this.door = door;
        this.visitors = visitors;
        this.scope = scope;
        this.httpCalls = new CallRate(timeline, HTTP_CALLS, HTTP_WINDOW);
    }

    /** A call was accepted. */
    public void accepted(Link link) {
        door.called(link.remote().ip());
        var caller = new Caller(link);
        if (waiting.admit(caller)) {
            link.handler(caller);
        } else {
            caller.showOut();
        }
    }

    /** Callers that have not said yet what they want. Any thread. */
    int waiting() {
        return waiting.size();
    }

    /** TLS handshakes under way. Any thread. */
    int encrypting() {
        return encrypting.size();
    }

    private void handOn(Greeting greeting, Link link, ByteBuf soFar) {
        switch (greeting) {
            case GNUTELLA -> door.gnutella(link, soFar);
            case GIV -> visitors.giv(link, soFar);
            case QUEUE -> visitors.queue(link, soFar);
            case HTTP -> http(link, soFar);
            case CONNECT_BACK, TLS, UNWANTED -> {
                soFar.release();
                link.close();
            }
        }
    }

    private void http(Link link, ByteBuf soFar) {
        var answer = scope.isStranger(link.remote().ip()) ? httpCalls.call(link.remote().ip()) : CallRate.Answer.WELCOME;
        switch (answer) {
            case WELCOME -> visitors.http(link, soFar);
            case TOLD_OFF -> {
                soFar.release();
                link.write(Unpooled.copiedBuffer(TOO_MANY, StandardCharsets.ISO_8859_1));
                link.closeAfterWrites();
            }
            case IGNORED -> {
                soFar.release();
                link.close();
            }
        }
    }

    /** One who stands at the desk. */
    private final class Caller implements Link.Handler, Crowd.Guest {
        private final Link link;
        private final ByteBuf heard = Unpooled.buffer(64);
        private final Timeline.Timer patience;
        private boolean gone;

        Caller(Link link) {
            this.link = link;
            this.patience = link.loop().after(PATIENCE, this::showOut);
        }

        @Override
        public void received(ByteBuf bytes) {
            if (gone) {
                bytes.release();
                return;
            }
            heard.writeBytes(bytes);
            bytes.release();
            var greeting = Greeting.of(heard);
            if (greeting.isEmpty()) {
                return;
            }
            if (greeting.get() == Greeting.TLS) {
                encrypt();
                return;
            }
            if (greeting.get().needsWholeLine() && !hasWholeLine()) {
                if (heard.readableBytes() > LONGEST_GREETING) {
                    showOut();
                }
                return;
            }
            leave();
            handOn(greeting.get(), link, heard);
        }

        /** Once: a second ClientHello, inside the first one's TLS, is nobody's greeting (1-connect, 2.2). */
        private void encrypt() {
            if (!link.offersTls() || link.tls().isPresent() || !encrypting.admit(this)) {
                showOut();
                return;
            }
            link.upgradeTls(heard.readBytes(heard.readableBytes())).whenComplete((_, _) -> encrypting.left(this));
        }

        private boolean hasWholeLine() {
            var lineFeed = heard.bytesBefore((byte) '\n');
            return lineFeed >= 0 && lineFeed <= LONGEST_GREETING;
        }

        @Override
        public void closed(@Nullable IOException cause) {
            if (!gone) {
                leave();
                heard.release();
            }
        }

        @Override
        public InetAddress from() {
            return link.remote().ip();
        }

        @Override
        public void makeRoom() {
            link.loop().execute(this::showOut);
        }

        void showOut() {
            if (!gone) {
                leave();
                heard.release();
                link.close();
            }
        }

        private void leave() {
            gone = true;
            patience.cancel();
            waiting.left(this);
        }
    }
}
