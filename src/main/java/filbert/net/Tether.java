package filbert.net;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds a servent to one network interface. The interface is looked at every second: as soon as it is gone, or an address in use is, everything opened by
 * it is closed and nothing is opened; when it is back, whoever watches begins again. Between two looks the {@link Cable} sees to it that nothing leaves
 * elsewhere. Thread-safe.
 */
public final class Tether implements Way {
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final String name;
    private final Interfaces interfaces;
    private final Cable cable;
    private final Executor workers;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile List<InetAddress> addresses = List.of();
    private volatile String trouble = "";

    /**
     * @param name of the interface, for instance {@code tun0}; it need not be there
     * @param workers where the system is asked and watchers are told
     */
    public Tether(String name, Interfaces interfaces, Cable cable, Executor workers) {
        this.name = name;
        this.interfaces = interfaces;
        this.cable = cable;
        this.workers = workers;
    }

    /** Looks at once, which may block for a moment, and from then on every second. */
    public void hold(Owner owner) {
        glance();
        owner.execute(() -> owner.every(LOOK_EVERY, this::lookSoon));
    }

    private void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            try {
                workers.execute(() -> {
                    try {
                        glance();
                    } finally {
                        looking.set(false);
                    }
                });
            } catch (RejectedExecutionException busy) {
                looking.set(false); // the next second will do: the cable holds meanwhile
            }
        }
    }

    private synchronized void glance() {
        var found = chosen(interfaces.addresses(name), addresses);
        if (found.equals(addresses) && trouble.isEmpty()) {
            return;
        }
        if (!found.containsAll(addresses)) {
            close(""); // the next look opens it again: by then everybody has heard why links were lost
        } else if (!found.isEmpty()) {
            open(found);
        } else {
            trouble = "";
        }
    }

    private void close(String why) {
        addresses = List.of();
        trouble = why;
        cable.cut();
        try {
            tellWatchers();
        } catch (IOException e) {
            throw new IllegalStateException("bug: closing ports opened one", e);
        }
    }

    private void open(List<InetAddress> found) {
        addresses = found;
        trouble = "";
        try {
            tellWatchers();
        } catch (IOException e) {
            close(String.valueOf(e.getMessage()));
        }
    }

    private void tellWatchers() throws IOException {
        for (var watcher : watchers) {
            watcher.changed();
        }
    }

    /** One address of each family; those in use stay in use while they are there, for others come and go. */
    private static List<InetAddress> chosen(List<InetAddress> there, List<InetAddress> inUse) {
        var chosen = new ArrayList<InetAddress>();
        for (var v6 : List.of(false, true)) {
            var ofFamily = there.stream().filter(ip -> ip instanceof Inet6Address == v6 && !(v6 && ip.isLinkLocalAddress())).toList();
            ofFamily.stream().filter(inUse::contains).findFirst().or(() -> ofFamily.stream().findFirst()).ifPresent(chosen::add);
        }
        return List.copyOf(chosen);
    }

    /** Unscoped: wrap it in a {@link ScopedDialer}. */
    public Dialer dialer() {
        return this::dial;
    }

    private void dial(HostAddress to, Duration timeout, Dialer.Linked onLinked, Dialer.Failed onFailed) {
        var from = addresses.stream().filter(ip -> ip instanceof Inet6Address == to.ip() instanceof Inet6Address).findFirst();
        if (from.isEmpty()) {
            onFailed.failed(new NotCalledException(to, NotCalledException.Rule.NO_WAY, "cannot be called by " + name + (open() ? ", which has no address for it" : ", which is not there")));
            return;
        }
        cable.dialer(from.get()).dial(to, timeout, onLinked, cause -> {
            lookSoon(); // perhaps it was not the peer's fault
            onFailed.failed(cause);
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean open() {
        return !addresses.isEmpty();
    }

    @Override
    public List<InetAddress> addresses() {
        return addresses;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }
}
