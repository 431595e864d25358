package filbert.servent.push;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.wire.message.Push;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One push of ours on all its ways, one after the other (3-transfer, 3.9.3): datagrams to the servent and its proxies; five seconds later proxies by
 * HTTP until one agrees; when none does, along the way its hit came. Ends when the servent calls. Confined to the owner.
 */
final class Errand {
    static final Duration UNTIL_HTTP = Duration.ofSeconds(5); // 3-transfer, 3.9.3

    /** What it is done with. */
    interface Means {
        /** @return false when datagrams cannot be sent to that host now */
        boolean datagram(HostAddress to, Guid message, Push push);

        boolean mayCall(Guid servent, HostAddress proxy);

        void call(HostAddress proxy, Push push, IntConsumer ended);

        /** It is of no use for this servent. */
        void gaveNoHelp(Guid servent, HostAddress proxy);

        /** @return false when nobody here knows the way */
        boolean route(Push push);

        Timeline.Timer after(Duration delay, Runnable task);
    }

    private static final int ACCEPTED = 202;
    private static final int PERHAPS = 203;

    private final Means means;
    private final Push push;
    private final List<HostAddress> proxies;
    private final long begun;
    private Timeline.@Nullable Timer next;
    private boolean over;

    Errand(Means means, Push push, List<HostAddress> proxies, long begun) {
        this.means = means;
        this.push = push;
        this.proxies = proxies;
        this.begun = begun;
    }

    long begun() {
        return begun;
    }

    /** @param itself where the servent says it is, if that may be called at all; @return false when there is no way at all */
    boolean begin(List<HostAddress> itself, Guid message) {
        if (proxies.isEmpty() && means.route(push)) {
            return true;
        }
        var told = false;
        for (var host : itself) {
            told |= means.datagram(host, message, push);
        }
        for (var proxy : proxies) {
            told |= means.datagram(proxy, message, push);
        }
        if (!proxies.isEmpty()) {
            next = means.after(told ? UNTIL_HTTP : Duration.ZERO, () -> callFrom(0));
        }
        return told || !proxies.isEmpty();
    }

    private void callFrom(int first) {
        for (var i = first; i < proxies.size() && !over; i++) {
            var proxy = proxies.get(i);
            if (means.mayCall(push.servent(), proxy)) {
                var following = i + 1;
                means.call(proxy, push, status -> replied(proxy, status, following));
                return;
            }
        }
        if (!over) {
            means.route(push);
        }
    }

    private void replied(HostAddress proxy, int status, int following) {
        if (status != ACCEPTED && status != PERHAPS) {
            means.gaveNoHelp(push.servent(), proxy);
        }
        if (status != ACCEPTED) {
            callFrom(following);
        }
    }

    /** It has called, or it is too late. */
    void end() {
        over = true;
        if (next != null) {
            next.cancel();
        }
    }
}
