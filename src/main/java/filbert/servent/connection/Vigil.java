package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.wire.message.Ping;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Watches whether a neighbour still lives: pings who is quiet, closes on who stays so, and between ultrapeers on who takes nothing. Confined to the owner. */
final class Vigil {
    private static final Duration QUIET_ULTRAPEER = Duration.ofSeconds(20); // 1-connect, 3.8
    private static final Duration QUIET_LEAF = Duration.ofSeconds(60);
    private static final Duration STUCK_TOO_LONG = Duration.ofSeconds(180); // 1-connect, 3.8: between ultrapeers

    private final Connection connection;
    private final Owner owner;
    private final RandomGenerator random;
    private final Outbox outbox;
    private final KeepAlive keepAlive;
    private final boolean weAreUltrapeer;
    private Timeline.@Nullable Timer next;

    Vigil(Connection connection, Connection.Surroundings around, boolean weAreUltrapeer, Outbox outbox) {
        this.connection = connection;
        this.owner = around.owner();
        this.random = around.random();
        this.weAreUltrapeer = weAreUltrapeer;
        this.outbox = outbox;
        keepAlive = new KeepAlive(owner.nanos(), weAreUltrapeer ? QUIET_ULTRAPEER : QUIET_LEAF);
    }

    void begin() {
        next = owner.after(keepAlive.next(owner.nanos()), this::check);
    }

    /** Once this was called nothing more comes of it. */
    void end() {
        if (next != null) {
            next.cancel();
        }
    }

    void heard() {
        keepAlive.heard(owner.nanos());
    }

    void sent() {
        keepAlive.sent(owner.nanos());
    }

    private void check() {
        connection.observation().tidy();
        if (weAreUltrapeer && !connection.isLeaf() && outbox.stuck().compareTo(STUCK_TOO_LONG) > 0) {
            connection.close(405, "Nothing sent in " + STUCK_TOO_LONG.toSeconds() + " s");
            return;
        }
        switch (keepAlive.check(owner.nanos())) {
            case CLOSE -> connection.close(406, "No answer to pings");
            case PING -> {
                connection.send(Guid.randomForPing(random), 1, 0, Ping.PLAIN);
                begin();
            }
            case NOTHING -> begin();
        }
    }
}
