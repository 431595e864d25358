package filbert.sharing.upload;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.servent.push.PushRequests;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls back whoever pushed us: says GIV, then serves as if called (3-transfer, 3.9.2). Owner only. */
public final class CallBacks implements PushRequests {
    private static final Logger LOG = LoggerFactory.getLogger(CallBacks.class);

    static final int MOST_AT_ONCE = 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long HIGHEST_INDEX = Integer.MAX_VALUE; // LimeWire reads a Java int

    private final Owner owner;
    private final Dialer dialer;
    private final Guid us;
    private final UploadServer server;
    private int dialling;

    /**
     * @param dialer scoped
     * @param us our servent's GUID
     */
    public CallBacks(Owner owner, Dialer dialer, Guid us, UploadServer server) {
        this.owner = owner;
        this.dialer = dialer;
        this.us = us;
        this.server = server;
    }

    @Override
    public void asked(HostAddress requester, long index) {
        if (dialling >= MOST_AT_ONCE) {
            LOG.debug("push from {} ignored: calling {} hosts already", requester, dialling);
            return;
        }
        dialling++;
        dialer.dial(requester, TIMEOUT, link -> linked(link, index), cause -> {
            LOG.debug("push from {}: {}", requester, cause.getMessage());
            owner.execute(() -> dialling--);
        });
    }

    private void linked(Link link, long index) {
        owner.execute(() -> dialling--);
        link.write(Unpooled.wrappedBuffer(giv(index).getBytes(StandardCharsets.US_ASCII)));
        server.receive(link, Unpooled.buffer());
    }

    private String giv(long index) {
        return "GIV " + (index > HIGHEST_INDEX ? 0 : index) + ":" + us.hex().toUpperCase(Locale.ROOT) + "/file\n\n";
    }
}
