package filbert.config.engine;

import filbert.event.Signal;
import filbert.household.Router;
import filbert.net.AddressScope;
import filbert.net.gateway.Gateway;
import filbert.net.gateway.MapperView;
import filbert.net.gateway.PortKeeper;
import filbert.net.gateway.Transport;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the port open on the router while the household wants it to be and is on a network of strangers. Told by {@link #look} whenever one of these
 * may have changed. Thread-safe.
 */
public final class HouseRouter implements Router {
    private static final Logger LOG = LoggerFactory.getLogger(HouseRouter.class);
    /** 1-connect, 8.6: hosts below are never dialled. And miniupnpd 2.3.1 answers nobody any more once asked by PCP for an inner port its rules forbid. */
    private static final int LOWEST_PORT = 1024;

    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final PortKeeper keeper;
    private final Supplier<NetworkChoice> choice;
    private final BooleanSupplier wanted;
    private final IntSupplier port;
    private final Executor workers;
    private final boolean container = Whereabouts.inContainer(Path.of("/"));
    private int kept; // 0: none

    /**
     * @param wanted the switch in the settings
     * @param port where we listen; 0 while we do not
     */
    public HouseRouter(PortKeeper keeper, Supplier<NetworkChoice> choice, BooleanSupplier wanted, IntSupplier port, Executor workers) {
        this.keeper = keeper;
        this.choice = choice;
        this.wanted = wanted;
        this.port = port;
        this.workers = workers;
    }

    /** Opens or takes back, if that is not done already. Returns at once. */
    public void look() {
        workers.execute(this::settle);
    }

    /** Who must know which port of the router leads to ours, 0 for none; called after every step of the router, from any thread. */
    public void tell(IntConsumer mapped) {
        changed().watch(() -> mapped.accept(keeper.view().outside(Transport.TCP)));
    }

    private synchronized void settle() {
        var listening = wanted.getAsBoolean() && needed() ? port.getAsInt() : 0;
        var now = listening < LOWEST_PORT ? 0 : listening;
        if (now == kept) {
            return;
        }
        kept = now;
        if (now == 0) {
            keeper.close();
        } else {
            keeper.open(now);
        }
    }

    /**
     * Only strangers come through the router; a port bound to the loopback is no use to them either. Held to one interface we ask nobody: the question would
     * leave by another, and callers come through a tunnel or not at all.
     */
    private boolean needed() {
        var chosen = choice.get();
        return chosen.scope() == AddressScope.PUBLIC && !chosen.listenAddress().isLoopbackAddress() && chosen.tether().isEmpty();
    }

    /** Takes the port back. Waits a little for the router. */
    public void close() {
        synchronized (this) {
            if (kept == 0) {
                return;
            }
            kept = 0;
        }
        try {
            keeper.close().toCompletableFuture().get(GOODBYE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("taking the port back", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void ask() {
        if (needed()) {
            keeper.probe();
        }
    }

    @Override
    public Signal changed() {
        return keeper.changed();
    }

    @Override
    public View view() {
        var view = keeper.view();
        var external = view.external();
        return new View(
                wanted.getAsBoolean(),
                needed(),
                state(view.state()),
                surroundings(view.gateway().or(keeper::gateway)),
                view.attempts().stream().map(HouseRouter::shown).toList(),
                view.by().map(HouseRouter::word).orElse(""),
                view.outside(Transport.TCP),
                view.outside(Transport.UDP),
                external.orElse(null),
                external.filter(ip -> !AddressScope.PUBLIC.admits(ip)).isPresent(),
                view.until().orElse(null),
                view.restarts());
    }

    private Surroundings surroundings(Optional<Gateway> gateway) {
        Optional<InetAddress> router = gateway.map(Gateway::address);
        Optional<InetAddress> local = gateway.map(Gateway::local);
        return new Surroundings(
                router.orElse(null), local.orElse(null), gateway.map(Gateway::device).orElse(""), container, Whereabouts.tunnel().orElse(""));
    }

    private static State state(MapperView.State state) {
        return switch (state) {
            case UNASKED -> State.UNASKED;
            case ASKING -> State.ASKING;
            case NO_ROUTER -> State.NO_ROUTER;
            case NO_ANSWER -> State.NO_ANSWER;
            case ANSWERED -> State.ANSWERED;
            case REFUSED -> State.REFUSED;
            case PARTLY -> State.PARTLY;
            case OPEN -> State.OPEN;
        };
    }

    private static Attempt shown(filbert.net.gateway.Attempt attempt) {
        return new Attempt(word(attempt.method()), word(attempt.result()), attempt.code(), attempt.said());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
