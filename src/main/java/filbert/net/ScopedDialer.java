package filbert.net;

import filbert.identity.HostAddress;
import java.time.Duration;

/** Refuses to dial what lies outside the servent's {@link AddressScope}, whoever suggested it. */
public final class ScopedDialer implements Dialer {
    private final Dialer network;
    private final AddressScope scope;

    public ScopedDialer(Dialer network, AddressScope scope) {
        this.network = network;
        this.scope = scope;
    }

    @Override
    public void dial(HostAddress to, Duration timeout, Linked onLinked, Failed onFailed) {
        if (scope.admits(to)) {
            network.dial(to, timeout, onLinked, onFailed);
        } else {
            onFailed.failed(new NotCalledException(to, NotCalledException.Rule.OUTSIDE, "is outside the " + scope + " address scope"));
        }
    }
}
