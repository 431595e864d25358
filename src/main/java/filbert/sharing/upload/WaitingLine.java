package filbert.sharing.upload;

import filbert.identity.Sha1;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
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

    static final Duration BETWEEN_CALLS_TO_ONE = Duration.ofSeconds(12); // 3-transfer, 3.6.3
    static final int CALLS_AT_ONCE = 2; // of a look a second
    static final int REMEMBERED = 1_000;

    /** Nobody comes back for a place we kept from so long ago. */
    static final Duration FORGOTTEN = Duration.ofDays(1);

    /** What newcomers need to know of the house. */
    interface House {
        /** How many slots it may have besides those it has. */
        int slotsLeft(InetAddress peer);

        /** Did it give us something? */
        boolean gave(InetAddress ip);
    }

    private final Supplier<UploadSettings> settings;
    private final Supplier<String> ids;
    private final House house;
    private final TreeMap<Long, Waiter> order = new TreeMap<>();
    private final Map<String, Waiter> served = new LinkedHashMap<>();
    private final Sidelined justCalled = new Sidelined(BETWEEN_CALLS_TO_ONE);
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
        order.values().removeIf(waiter -> waiter.isLost(nanos) && !waiter.awaitsCall(nanos));
    }

    /** May it have the file now, whatever the slots? */
    boolean promised(Ask ask) {
        return Optional.ofNullable(find(ask)).filter(waiter -> waiter.promised).isPresent();
    }

    /** Would a place be moved to an address that has as many as it may have? */
    boolean crowds(Ask ask) {
        var moves = ask.id().flatMap(this::withId).filter(waiter -> !waiter.peer.equals(ask.peer())).isPresent();
        return moves && placesOf(ask.peer()) >= MOST_OF_ONE;
    }

    private long placesOf(InetAddress peer) {
        return order.values().stream().filter(waiter -> waiter.peer.equals(peer)).count();
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
        return ask.queueing() == Queueing.NONE ? waiter.conversation == ask.conversation() : waiter.manner == ask.queueing() && waiter.mayBe(ask);
    }

    /** How many slots that are free now others will take first. */
    int ahead(Ask ask, long nanos) {
        return ahead(find(ask), ask.host().ip(), nanos);
    }

    private int ahead(@Nullable Waiter self, InetAddress ip, long nanos) {
        var turn = self == null ? Long.MAX_VALUE : self.turn;
        var claiming = claiming(nanos);
        var before = claiming.stream().filter(waiter -> waiter.turn < turn).toList();
        if (!giversTurn) {
            return before.size();
        }
        if (house.gave(ip)) {
            return (int) before.stream().filter(this::gave).count();
        }
        var overtaking = claiming.stream().anyMatch(waiter -> waiter.turn > turn && gave(waiter));
        return before.size() + (overtaking ? 1 : 0);
    }

    /** Those who would take a slot any moment; of one peer no more than it may have. */
    private List<Waiter> claiming(long nanos) {
        var claims = new HashMap<InetAddress, Integer>();
        var claiming = new ArrayList<Waiter>();
        for (var waiter : order.values()) {
            if (waiter.claims(nanos) && claims.merge(waiter.peer, 1, Integer::sum) <= house.slotsLeft(waiter.peer)) {
                claiming.add(waiter);
            }
        }
        return claiming;
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
        waiter.since = now;
        waiter.present(ask);
        waiter.turn = ++turns;
        waiter.earliest = nanos;
        order.put(waiter.turn, waiter);
        return true;
    }

    private boolean hasRoom(Ask ask) {
        var most = settings.get().waiting();
        var ofPeer = placesOf(ask.peer());
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
        var known = served.values().stream().filter(waiter -> waiter.mayBe(ask) && waiter.sha1.equals(ask.file().sha1())).findFirst();
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
            waiter.toWait(order.headMap(waiter.turn).size() + 1, house.slotsLeft(ask.peer()) <= 0, nanos);
        }
        if (waiter.manner == Queueing.BY_ID && !staysConnected(ask, waiter)) {
            waiter.conversation = null;
        }
        return waiter;
    }

    private boolean staysConnected(Ask ask, Waiter waiter) {
        return ask.lasting() && waiter.told <= STAYS && onConnections() <= settings.get().waiting();
    }

    /**
     * It has a slot.
     *
     * @param fresh it had none before
     * @return its ID, if it has one
     */
    Optional<String> leave(Ask ask, boolean fresh, Instant now) {
        var waiter = find(ask);
        if (fresh) {
            var overtaken = waiter == null ? order : order.headMap(waiter.turn);
            giversTurn = !(giversTurn && house.gave(ask.host().ip()) && overtaken.values().stream().anyMatch(other -> !gave(other)));
        }
        if (waiter != null) {
            order.remove(waiter.turn);
        }
        if (ask.queueing() != Queueing.BY_ID) {
            return Optional.empty();
        }
        var holder = waiter == null ? anew(ask, now) : waiter;
        if (waiter == null && holder.conversation != ask.conversation()) {
            holder.turn = ++turns;
        }
        holder.present(ask);
        holder.told = 1;
        holder.promised = false;
        remember(holder);
        return Optional.of(holder.id);
    }

    /** A connection is sent one file at a time. */
    private void remember(Waiter holder) {
        served.remove(holder.id);
        served.values().stream().filter(other -> other.conversation == holder.conversation).forEach(other -> other.conversation = null);
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
            if (holder.interrupted(nanos) && order.size() < MOST && placesOf(holder.peer) < MOST_OF_ONE) {
                served.remove(holder.id);
                order.put(holder.turn, holder);
            }
        }
    }

    /** Takes a place away. */
    boolean remove(long number) {
        return order.values().removeIf(waiter -> waiter.number == number);
    }

    /** Those at these addresses have no place any more. */
    void removeAll(Predicate<InetAddress> whom) {
        order.values().removeIf(waiter -> whom.test(waiter.host.ip()));
        served.values().removeIf(waiter -> whom.test(waiter.host.ip()));
    }

    /**
     * Who is to be told now that it is its turn, or asked whether it still waits; they are to be {@link #called}.
     *
     * @param free slots
     */
    List<Waiter> toCall(int free, long nanos) {
        expire(nanos);
        var due = new ArrayList<Waiter>();
        var left = free;
        var blocked = EnumSet.noneOf(Rank.class); // whom one of the same rank waits before
        for (var waiter : order.values()) {
            if (due.size() == CALLS_AT_ONCE) {
                break;
            }
            if (!waiter.awaitsCall(nanos) || justCalled.include(waiter.peer, nanos) || due.stream().anyMatch(other -> other.peer.equals(waiter.peer))) {
                continue;
            }
            if (waiter.promised || waiter.lifetimeOver(nanos)) {
                due.add(waiter);
            } else if (left > 0 && !blocked.contains(rank(waiter)) && house.slotsLeft(waiter.peer) > 0) {
                if (left > ahead(waiter, waiter.host.ip(), nanos)) {
                    due.add(waiter);
                    left--;
                } else {
                    blocked.add(rank(waiter));
                }
            }
        }
        return due;
    }

    private enum Rank { GIVER, OTHER }

    private Rank rank(Waiter waiter) {
        return gave(waiter) ? Rank.GIVER : Rank.OTHER;
    }

    /** It was called. */
    void called(Waiter waiter, long nanos) {
        waiter.called(nanos);
        justCalled.add(waiter.peer, nanos);
    }

    /** Puts back who waited before a restart, in the order of before. */
    void restore(List<WaitingStore.Place> earlier, Instant now, long nanos) {
        earlier.stream().filter(place -> place.lost().plus(FORGOTTEN).isAfter(now)).limit(MOST).filter(place -> withId(place.id()).isEmpty()).forEach(place -> {
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
