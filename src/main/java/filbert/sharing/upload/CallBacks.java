package filbert.sharing.upload;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.servent.guard.OncePer;
import filbert.servent.push.PushRequests;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls whoever pushed us or waits for a slot: says GIV (3-transfer, 3.9.2) or QUEUE (3-transfer, 3.6.3), then serves as if called. Owner only.
 */
public final class CallBacks implements PushRequests {
    private static final Logger LOG = LoggerFactory.getLogger(CallBacks.class);

    static final int MOST_AT_ONCE = 20;

    static final Duration UNREACHED = Duration.ofSeconds(500); // 3-transfer, 3.9.3: as gtk-gnutella

    private static final int MOST_UNREACHED = 1_024; // ours: addresses remembered
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long HIGHEST_INDEX = Integer.MAX_VALUE; // LimeWire reads a Java int

    private final Owner owner;
    private final Dialer dialer;
    private final Guid us;
    private final UploadServer server;
    private final Supplier<HostAddress> address;
    private final Calls pushed = new Calls();
    private final Calls invited = new Calls();
    private final OncePer<HostAddress> unreached;

    /** Calls of one kind that are under way. */
    private static final class Calls {
        private int dialling;
    }

    /**
     * @param dialer scoped
     * @param us our servent's GUID
     * @param address where we can be called ourselves, as far as we know; any thread
     */
    public CallBacks(Owner owner, Dialer dialer, Guid us, UploadServer server, Supplier<HostAddress> address) {
        this.owner = owner;
        this.dialer = dialer;
        this.us = us;
        this.server = server;
        this.address = address;
        unreached = new OncePer<>(owner, UNREACHED, MOST_UNREACHED);
        server.inviteBy(this::invite);
    }

    @Override
    public void asked(HostAddress requester, long index) {
        if (unreached.recently(requester)) {
            LOG.debug("push from {} ignored: nobody answered there lately", requester);
        } else if (!call(pushed, requester, () -> giv(index))) {
            LOG.debug("push from {} ignored: calling {} hosts already", requester, MOST_AT_ONCE);
        }
    }

    private boolean invite(HostAddress waiting, String id) {
        return call(invited, waiting, () -> "QUEUE " + id + " " + address.get() + "\r\n");
    }

    /** @return false when too many are being called already */
    private boolean call(Calls calls, HostAddress whom, Supplier<String> greeting) {
        if (calls.dialling >= MOST_AT_ONCE) {
            return false;
        }
        calls.dialling++;
        dialer.dial(whom, TIMEOUT, link -> linked(calls, link, greeting.get()), cause -> {
            LOG.debug("calling {}: {}", whom, cause.getMessage());
            owner.execute(() -> {
                calls.dialling--;
                unreached.pass(whom);
            });
        });
        return true;
    }

    private void linked(Calls calls, Link link, String greeting) {
        owner.execute(() -> calls.dialling--);
        link.write(Unpooled.wrappedBuffer(greeting.getBytes(StandardCharsets.US_ASCII)));
        server.receive(link, Unpooled.buffer());
    }

    private String giv(long index) {
        return "GIV " + (index > HIGHEST_INDEX ? 0 : index) + ":" + us.hex().toUpperCase(Locale.ROOT) + "/file\n\n";
    }
}
