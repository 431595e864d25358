package filbert.sharing.upload;

import filbert.identity.Sha1;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a slot, in the order they came: on their connection, which loses the place with it (active queueing 0.1), or under an ID that
 * outlives it (PARQ; 3-transfer, 3.6). Whoever gave us something goes first, every other time. Owner only.
 */
final class WaitingLine {
    static final int MOST = 1_000;
    static final int MOST_OF_ONE = 10; // ours: gtk-gnutella asks for each file by itself

    /** Further ahead than this a peer stays on its connection; those behind come back (3-transfer, 3.6.2). */
    static final int STAYS = 10;

    static final Duration BETWEEN_CALLS = Duration.ofMinutes(10); // 3-transfer, 3.6.3
    static final Duration BETWEEN_CALLS_TO_ONE = Duration.ofSeconds(12); // 3-transfer, 3.6.3
    static final int CALLS_AT_ONCE = 2; // of a look a second
    static final int REMEMBERED = 1_000;

    /** Nobody comes back for a place we kept from so long ago. */
    static final Duration FORGOTTEN = Duration.ofDays(1);

    /** What newcomers need to know of the house. */
    interface House {
        /** May it have a slot, now or when one is free? */
        boolean mayHaveSlot(InetAddress peer);

        /** Did it give us something? */
        boolean gave(InetAddress ip);
    }

    private final Supplier<UploadSettings> settings;
    private final Supplier<String> ids;
    private final House house;
    private final TreeMap<Long, Waiter> order = new TreeMap<>();
    private final Map<String, Waiter> served = new LinkedHashMap<>();
    private boolean giversTurn = true;
    private long turns;
    private long numbers;

    /** @param ids makes new ones, not to be guessed */
    WaitingLine(Supplier<UploadSettings> settings, Supplier<String> ids, House house) {
        this.settings = settings;
        this.ids = ids;
        this.house = house;
    }

    int length() {
        return order.size();
    }

    Collection<Waiter> waiters() {
        return order.values();
    }

    /** Notes that somebody asks, perhaps again. */
    Waiter.Poll poll(Ask ask, long nanos) {
        expire(nanos);
        var waiter = find(ask);
        if (waiter == null) {
            return Waiter.Poll.NEW;
        }
        var poll = waiter.polls(ask, nanos);
        if (poll == Waiter.Poll.THROWN_OUT) {
            order.remove(waiter.turn);
        }
        return poll;
    }

    private void expire(long nanos) {
        order.values().removeIf(waiter -> waiter.isLost(nanos) && !waiter.awaitsCall(BETWEEN_CALLS, nanos));
    }

    private @Nullable Waiter find(Ask ask) {
        return ask.id().flatMap(this::withId).or(() -> waiting(ask)).orElse(null);
    }

    private Optional<Waiter> withId(String id) {
        return order.values().stream().filter(waiter -> waiter.id.equals(id)).findFirst();
    }

    private Optional<Waiter> waiting(Ask ask) {
        return order.values().stream().filter(waiter -> waiter.sha1.equals(ask.file().sha1()) && isOf(ask, waiter)).findFirst();
    }

    private static boolean isOf(Ask ask, Waiter waiter) {
        return ask.queueing() == Queueing.NONE ? waiter.conversation == ask.conversation() : waiter.manner == ask.queueing() && waiter.peer.equals(ask.peer());
    }

    /** How many slots that are free now others will take first. */
    int ahead(Ask ask, long nanos) {
        return ahead(find(ask), ask.host().ip(), nanos);
    }

    private int ahead(@Nullable Waiter self, InetAddress ip, long nanos) {
        var turn = self == null ? Long.MAX_VALUE : self.turn;
        var before = claiming(nanos).filter(waiter -> waiter.turn < turn).toList();
        if (!giversTurn) {
            return before.size();
        }
        if (house.gave(ip)) {
            return (int) before.stream().filter(this::gave).count();
        }
        var overtaking = claiming(nanos).anyMatch(waiter -> waiter.turn > turn && gave(waiter));
        return before.size() + (overtaking ? 1 : 0);
    }

    private Stream<Waiter> claiming(long nanos) {
        return order.values().stream().filter(waiter -> waiter.claims(nanos) && house.mayHaveSlot(waiter.peer));
    }

    private boolean gave(Waiter waiter) {
        return house.gave(waiter.host.ip());
    }

    /** A place at the end, unless the line, or this peer's share of it, is full. */
    boolean join(Ask ask, Instant now, long nanos) {
        if (ask.queueing() == Queueing.NONE || !hasRoom(ask)) {
            return false;
        }
        var waiter = anew(ask, now);
        waiter.told = Integer.MAX_VALUE;
        waiter.present(ask);
        waiter.turn = ++turns;
        waiter.earliest = nanos;
        order.put(waiter.turn, waiter);
        return true;
    }

    private boolean hasRoom(Ask ask) {
        var most = settings.get().waiting();
        var ofPeer = order.values().stream().filter(waiter -> waiter.peer.equals(ask.peer())).count();
        return ask.queueing() == Queueing.BY_ID
                ? most > 0 && order.size() < MOST && ofPeer < MOST_OF_ONE
                : onConnections() < most && ofPeer < settings.get().slotsPerAddress();
    }

    private long onConnections() {
        return order.values().stream().filter(waiter -> waiter.conversation != null).count();
    }

    /** Who was served before keeps its ID; one we do not know may be from a time we forgot. */
    private Waiter anew(Ask ask, Instant now) {
        if (ask.queueing() != Queueing.BY_ID) {
            return new Waiter(++numbers, "", ask, now);
        }
        var known = ask.id().map(served::remove).or(() -> servedBefore(ask));
        return known.orElseGet(() -> new Waiter(++numbers, ask.id().orElseGet(ids), ask, now));
    }

    private Optional<Waiter> servedBefore(Ask ask) {
        var known = served.values().stream().filter(waiter -> waiter.peer.equals(ask.peer()) && waiter.sha1.equals(ask.file().sha1())).findFirst();
        known.ifPresent(waiter -> served.remove(waiter.id));
        return known;
    }

    /**
     * Where it stands from now on.
     *
     * @param poll of an early one nothing changes
     */
    Waiter stand(Ask ask, Waiter.Poll poll, long nanos) {
        var waiter = find(ask);
        if (waiter == null) {
            throw new IllegalStateException("bug: " + ask.host() + " is not in the line");
        }
        if (poll != Waiter.Poll.EARLY) {
            waiter.toWait(order.headMap(waiter.turn).size() + 1, !house.mayHaveSlot(ask.peer()), nanos);
        }
        if (waiter.manner == Queueing.BY_ID && !staysConnected(ask, waiter)) {
            waiter.conversation = null;
        }
        return waiter;
    }

    private boolean staysConnected(Ask ask, Waiter waiter) {
        return ask.lasting() && waiter.told <= STAYS && onConnections() <= settings.get().waiting();
    }

    /** It has a slot. @return its ID, if it has one */
    Optional<String> leave(Ask ask, Instant now) {
        var waiter = find(ask);
        if (waiter != null) {
            giversTurn = !(giversTurn && gave(waiter) && order.headMap(waiter.turn).values().stream().anyMatch(other -> !gave(other)));
            order.remove(waiter.turn);
        }
        if (ask.queueing() != Queueing.BY_ID) {
            return Optional.empty();
        }
        var holder = waiter == null ? anew(ask, now) : waiter;
        if (waiter == null) {
            holder.turn = ++turns;
        }
        holder.present(ask);
        holder.told = 1;
        remember(holder);
        return Optional.of(holder.id);
    }

    private void remember(Waiter holder) {
        served.remove(holder.id);
        served.put(holder.id, holder);
        if (served.size() > REMEMBERED) {
            served.remove(served.keySet().iterator().next());
        }
    }

    /** Its connection is closed. */
    void gone(Conversation conversation) {
        order.values().removeIf(waiter -> waiter.conversation == conversation && waiter.manner == Queueing.ON_CONNECTION);
        Stream.concat(order.values().stream(), served.values().stream())
                .filter(waiter -> waiter.conversation == conversation)
                .forEach(waiter -> waiter.conversation = null);
    }

    /** Its connection broke while it was being sent something: who has an ID keeps its turn for a while. */
    void interrupted(Conversation conversation, long nanos) {
        for (var holder : served.values().stream().filter(waiter -> waiter.conversation == conversation).toList()) {
            if (holder.interrupted(nanos)) {
                served.remove(holder.id);
                order.put(holder.turn, holder);
            }
        }
    }

    /** Takes a place away. */
    boolean remove(long number) {
        return order.values().removeIf(waiter -> waiter.number == number);
    }

    /**
     * Who is to be told now that it is its turn, or asked whether it still waits.
     *
     * @param free slots
     */
    List<Waiter> toCall(int free, long nanos) {
        expire(nanos);
        var called = new ArrayList<Waiter>();
        for (var waiter : order.values()) {
            if (called.size() < CALLS_AT_ONCE && isDue(waiter, free, nanos) && !calledLately(waiter, nanos)) {
                waiter.called(nanos);
                called.add(waiter);
            }
        }
        return called;
    }

    private boolean isDue(Waiter waiter, int free, long nanos) {
        return waiter.awaitsCall(BETWEEN_CALLS, nanos)
                && (waiter.lifetimeOver(nanos) || free > 0 && house.mayHaveSlot(waiter.peer) && free > ahead(waiter, waiter.host.ip(), nanos));
    }

    private boolean calledLately(Waiter waiter, long nanos) {
        return order.values().stream().anyMatch(other -> other.host.ip().equals(waiter.host.ip()) && other.calledWithin(BETWEEN_CALLS_TO_ONE, nanos));
    }

    /** Puts back who waited before a restart, in the order of before. */
    void restore(List<WaitingStore.Place> earlier, Instant now, long nanos) {
        earlier.stream().filter(place -> place.lost().plus(FORGOTTEN).isAfter(now)).limit(MOST).forEach(place -> {
            var waiter = Waiter.of(place, ++numbers, now, nanos);
            waiter.turn = ++turns;
            order.put(waiter.turn, waiter);
        });
    }

    /** Those whose places outlive us, first come first. */
    List<WaitingStore.Place> lasting(Instant now, long nanos) {
        return order.values().stream()
                .filter(waiter -> waiter.manner == Queueing.BY_ID)
                .map(waiter -> waiter.place(now, nanos))
                .toList();
    }
}
