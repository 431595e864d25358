package filbert.servent.guard;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Callers who are being dealt with, counted in all and by where they come from, so that one address, or one /64 of IPv6, cannot take every
 * place. Remembers nobody who has left. Thread-safe.
 */
public final class Crowd {
    private final int most;
    private final int mostAlike;
    private final Map<Prefix, Integer> present = new HashMap<>();
    private int size;

    /** @param mostAlike places for callers from one address */
    public Crowd(int most, int mostAlike) {
        this.most = most;
        this.mostAlike = mostAlike;
    }

    /** @return false when there is no place; else {@link #left} has to follow */
    public synchronized boolean admit(InetAddress from) {
        var house = Prefix.house(from);
        var alike = present.getOrDefault(house, 0);
        if (size >= most || alike >= mostAlike) {
            return false;
        }
        present.put(house, alike + 1);
        size++;
        return true;
    }

    /** One of those admitted is gone. */
    public synchronized void left(InetAddress from) {
        present.compute(Prefix.house(from), (_, alike) -> alike == null || alike == 1 ? null : alike - 1);
        size--;
    }

    public synchronized int size() {
        return size;
    }
}
