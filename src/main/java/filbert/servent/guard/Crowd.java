package filbert.servent.guard;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Callers who are being dealt with, counted in all and by where they come from, so that one address, or one /64 of IPv6, cannot take every
 * place. When all places are taken the newcomer gets that of the one who has stood there longest among those from the most crowded neighbourhood:
 * whoever fills the room with silent callers loses them to those who have something to say. Remembers nobody who has left. Thread-safe.
 */
public final class Crowd {
    private final int most;
    private final int mostAlike;
    private final SequencedSet<Guest> present = new LinkedHashSet<>(); // in the order of their arrival
    private final Map<Prefix, Integer> houses = new HashMap<>();
    private final Map<Prefix, Integer> neighbourhoods = new HashMap<>();

    /** One caller; itself only. */
    public interface Guest {
        InetAddress from();

        /** Its place is another's now. Any thread; returns at once. */
        void makeRoom();
    }

    /** @param mostAlike places for callers from one address */
    public Crowd(int most, int mostAlike) {
        this.most = most;
        this.mostAlike = mostAlike;
    }

    /** @return false when too many came from the same address; else {@link #left} has to follow, unless it has to make room before */
    public boolean admit(Guest newcomer) {
        Optional<Guest> loser;
        synchronized (this) {
            if (houses.getOrDefault(Prefix.house(newcomer.from()), 0) >= mostAlike) {
                return false;
            }
            loser = present.size() < most ? Optional.empty() : oldestOfTheMostCrowded();
            loser.ifPresent(this::left);
            present.add(newcomer);
            count(newcomer, 1);
        }
        loser.ifPresent(Guest::makeRoom);
        return true;
    }

    private Optional<Guest> oldestOfTheMostCrowded() {
        var crowded = neighbourhoods.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return present.stream()
                .filter(guest -> neighbourhoods.getOrDefault(Prefix.neighbourhood(guest.from()), 0) == crowded)
                .findFirst();
    }

    /** One of those admitted is gone. Harmless when that is known. */
    public synchronized void left(Guest guest) {
        if (present.remove(guest)) {
            count(guest, -1);
        }
    }

    private void count(Guest guest, int change) {
        count(houses, Prefix.house(guest.from()), change);
        count(neighbourhoods, Prefix.neighbourhood(guest.from()), change);
    }

    private static void count(Map<Prefix, Integer> counts, Prefix prefix, int change) {
        counts.merge(prefix, change, Integer::sum);
        counts.remove(prefix, 0);
    }

    public synchronized int size() {
        return present.size();
    }

    synchronized int remembered() {
        return houses.size() + neighbourhoods.size();
    }
}
