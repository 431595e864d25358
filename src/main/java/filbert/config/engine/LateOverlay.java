package filbert.config.engine;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.Overlay;
import filbert.servent.Reachability;
import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.guard.Ban;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The overlay, or what can be said of it from outside. */
final class LateOverlay implements Overlay {
    private final Signal changed = new Signal();
    private final Supplier<NetworkView> outside;
    private volatile @Nullable Overlay joined;

    LateOverlay(Supplier<NetworkView> outside) {
        this.outside = outside;
    }

    void joined(Overlay overlay) {
        overlay.changed().watch(changed::raise);
        joined = overlay;
        changed.raise();
    }

    @Override
    public NetworkView view() {
        var now = joined;
        return now == null ? outside.get() : now.view();
    }

    @Override
    public List<NetworkView.MessageCount> messageCounts() {
        var now = joined;
        return now == null ? List.of() : now.messageCounts();
    }

    @Override
    public List<NetworkView.VendorCount> vendors() {
        var now = joined;
        return now == null ? List.of() : now.vendors();
    }

    @Override
    public List<NetworkView.Parting> partings() {
        var now = joined;
        return now == null ? List.of() : now.partings();
    }

    @Override
    public void shunHostile() {
        var now = joined;
        if (now != null) {
            now.shunHostile();
        }
    }

    @Override
    public List<NetworkView.Passing> passing() {
        var now = joined;
        return now == null ? List.of() : now.passing();
    }

    @Override
    public List<NetworkView.TracedMessage> trace(long neighbour) {
        var now = joined;
        return now == null ? List.of() : now.trace(neighbour);
    }

    @Override
    public List<KnownHost> knownHosts(int atMost) {
        var now = joined;
        return now == null ? List.of() : now.knownHosts(atMost);
    }

    @Override
    public List<Ban> bans() {
        var now = joined;
        return now == null ? List.of() : now.bans();
    }

    @Override
    public void block(InetAddress address) {
        var now = joined;
        if (now == null) {
            throw new IllegalArgumentException("network.problem.outside");
        }
        now.block(address);
    }

    @Override
    public boolean lift(InetAddress banned) {
        var now = joined;
        return now != null && now.lift(banned);
    }

    @Override
    public BootstrapView bootstrap() {
        var now = joined;
        return now == null ? BootstrapView.OUTSIDE : now.bootstrap();
    }

    @Override
    public int askForHosts() {
        var now = joined;
        return now == null ? 0 : now.askForHosts();
    }

    @Override
    public Reachability reachability() {
        var now = joined;
        return now == null ? Reachability.OUTSIDE : now.reachability();
    }

    @Override
    public int testReachability() {
        var now = joined;
        return now == null ? 0 : now.testReachability();
    }

    @Override
    public void connect(HostAddress to) {
        var now = joined;
        if (now == null) {
            throw new IllegalArgumentException("network.problem.outside");
        }
        now.connect(to);
    }

    @Override
    public boolean disconnect(long neighbour) {
        var now = joined;
        return now != null && now.disconnect(neighbour);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
