package filbert.net;

import filbert.identity.HostAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/** Refuses to dial those we want nothing to do with, whoever suggested it. */
final class WaryDialer implements Dialer {
    private final Dialer network;
    private final Predicate<InetAddress> shunned;

    WaryDialer(Dialer network, Predicate<InetAddress> shunned) {
        this.network = network;
        this.shunned = shunned;
    }

    @Override
    public void dial(HostAddress to, Duration timeout, Linked onLinked, Failed onFailed) {
        if (shunned.test(to.ip())) {
            onFailed.failed(new NotCalledException(to, NotCalledException.Rule.SHUNNED, "is banned, or listed as hostile"));
        } else {
            network.dial(to, timeout, onLinked, onFailed);
        }
    }
}
