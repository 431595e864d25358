package filbert.net.gateway;

import filbert.event.Signal;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.net.gateway.MapperView.State;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the port, renews it at half its lease and takes it back. Every method but {@link #gateway} returns at once; the asking is done on the
 * executor, one at a time.
 */
public final class PortMapper implements PortKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PortMapper.class);

    /** Asked for; RFC 6886, 3.3 recommends it. */
    static final Duration LEASE = Duration.ofHours(2);
    /** Between two renewals, however long the lease: a router that has restarted has forgotten, and UPnP tells nobody. */
    static final Duration SELDOMEST = Duration.ofMinutes(15);
    /** However short the lease: nobody makes us hurry. */
    static final Duration SOONEST = Duration.ofSeconds(30);
    /** After a round without success. */
    static final Duration RETRY = Duration.ofMinutes(10);

    private final Supplier<Optional<Gateway>> way;
    private final Clients clients;
    private final Owner owner;
    private final InstantSource clock;
    private final Executor blocking;
    private final Signal changed = new Signal();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile MapperView view = MapperView.UNASKED;
    private volatile int port;

    // behind the lock
    private Optional<Gateway> gateway = Optional.empty();
    private List<GatewayClient> known = List.of();
    private Optional<Round.Opened> opened = Optional.empty();
    private int restarts;

    // the owner's
    private Timeline.@Nullable Timer timer;

    PortMapper(Supplier<Optional<Gateway>> way, Clients clients, Owner owner, InstantSource clock, Executor blocking) {
        this.way = way;
        this.clients = clients;
        this.owner = owner;
        this.clock = clock;
        this.blocking = blocking;
    }

    /**
     * Asks the default gateway.
     *
     * @param onlyBy the network interface nothing may leave but by, empty for any; asked every time
     * @param blocking runs what waits for the router; never the owner
     */
    public static PortMapper real(Supplier<String> onlyBy, Owner owner, InstantSource clock, RandomGenerator random, Executor blocking) {
        return new PortMapper(() -> DefaultRoute.gateway(onlyBy.get()), Clients.real(owner, random), owner, clock, blocking);
    }

    @Override
    public Optional<Gateway> gateway() {
        return way.get();
    }

    @Override
    public MapperView view() {
        return view;
    }

    @Override
    public Signal changed() {
        return changed;
    }

    @Override
    public void open(int wanted) {
        port = wanted;
        blocking.execute(() -> alone(this::renew));
    }

    @Override
    public void probe() {
        blocking.execute(() -> {
            if (asking.tryLock()) { // somebody asking already will know soon
                try {
                    look();
                } finally {
                    asking.unlock();
                }
            }
        });
    }

    @Override
    public CompletionStage<Void> close() {
        port = 0;
        owner.execute(this::forgetTimer);
        return CompletableFuture.runAsync(() -> alone(this::takeBack), blocking);
    }

    private void alone(Runnable task) {
        asking.lock();
        try {
            task.run();
        } finally {
            asking.unlock();
        }
    }

    private void renew() {
        var wanted = port;
        if (wanted == 0 || !findRouter()) {
            return;
        }
        var round = new Round(this::asking, () -> port != 0);
        var before = opened;
        opened = round.open(firstThatOpened(), wanted, before.map(Round.Opened::grants).orElse(List.of()), LEASE);
        if (port == 0) {
            return; // close() comes after us
        }
        opened.ifPresentOrElse(now -> opened(now, round), () -> notOpened(before, round));
    }

    private List<GatewayClient> firstThatOpened() {
        var order = new ArrayList<GatewayClient>();
        opened.ifPresent(last -> order.add(last.by()));
        known.stream().filter(client -> !order.contains(client)).forEach(order::add);
        return order;
    }

    private boolean findRouter() {
        var now = way.get();
        if (!now.equals(gateway)) {
            gateway = now;
            known = now.map(clients::of).orElse(List.of());
            opened = Optional.empty();
        }
        if (now.isEmpty()) {
            show(new MapperView(State.NO_ROUTER, now, List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), restarts));
            again(RETRY);
        }
        return now.isPresent();
    }

    private void asking(List<Attempt> soFar) {
        var last = view;
        show(new MapperView(State.ASKING, gateway, soFar, last.grants(), last.by(), last.external(), last.until(), restarts));
    }

    private void opened(Round.Opened now, Round round) {
        var grants = now.grants();
        if (grants.stream().anyMatch(Grant::restarted)) {
            restarts++;
            LOG.info("The router has restarted; the port has been opened again.");
        }
        var lease = grants.stream().map(Grant::lease).filter(time -> !time.isZero()).min(Duration::compareTo);
        var external = grants.stream().map(Grant::address).flatMap(Optional::stream).findFirst();
        var state = grants.size() == Transport.values().length ? State.OPEN : State.PARTLY;
        if (view.grants().isEmpty()) {
            LOG.info("The router has opened port {} ({}).", grants.getFirst().outside(), now.by().method());
        }
        show(new MapperView(state, gateway, round.attempts(), grants, Optional.of(now.by().method()), external, lease.map(this::from), restarts));
        again(lease.map(PortMapper::half).orElse(SELDOMEST));
    }

    private Instant from(Duration lease) {
        return clock.instant().plus(lease);
    }

    private static Duration half(Duration lease) {
        var half = lease.dividedBy(2);
        return half.compareTo(SELDOMEST) > 0 ? SELDOMEST : half.compareTo(SOONEST) < 0 ? SOONEST : half;
    }

    private void notOpened(Optional<Round.Opened> before, Round round) {
        var attempts = round.attempts();
        var refused = attempts.stream().anyMatch(attempt -> attempt.result() == Attempt.Result.REFUSED);
        before.ifPresent(_ -> LOG.info("The router no longer opens the port."));
        show(new MapperView(
                refused ? State.REFUSED : State.NO_ANSWER, gateway, attempts, List.of(), Optional.empty(), view.external(), Optional.empty(), restarts));
        again(RETRY);
    }

    private void look() {
        if (port != 0) {
            renew();
            return;
        }
        if (!findRouter()) {
            return;
        }
        var round = new Round(this::asking, () -> true);
        var spoken = round.probe(known);
        Optional<InetAddress> external = spoken.flatMap(Round.Spoken::address);
        var state = spoken.isPresent() ? State.ANSWERED : State.NO_ANSWER;
        show(new MapperView(
                state, gateway, round.attempts(), List.of(), spoken.map(one -> one.by().method()), external, Optional.empty(), restarts));
    }

    private void takeBack() {
        opened.ifPresent(last -> {
            for (var grant : last.grants()) {
                try {
                    last.by().close(grant);
                } catch (GatewayException e) {
                    LOG.debug("taking {} back: {}", grant, e.result());
                }
            }
        });
        opened = Optional.empty();
        show(MapperView.UNASKED);
    }

    private void again(Duration delay) {
        owner.execute(() -> {
            forgetTimer();
            if (port != 0) {
                timer = owner.after(delay, () -> blocking.execute(() -> alone(this::renew)));
            }
        });
    }

    private void forgetTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void show(MapperView now) {
        view = now;
        changed.raise();
    }
}
