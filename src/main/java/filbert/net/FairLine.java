package filbert.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;

/** Who waits, each party in its turn, whatever number of theirs wait; within a party the first come first. Guarded by whoever has it. */
final class FairLine<T> {
    private final LinkedHashMap<Object, Deque<T>> parties = new LinkedHashMap<>(); // none is empty

    boolean isEmpty() {
        return parties.isEmpty();
    }

    void addLast(Object party, T one) {
        parties.computeIfAbsent(party, _ -> new ArrayDeque<>(1)).addLast(one);
    }

    /** @throws NoSuchElementException when nobody waits */
    T first() {
        return parties.firstEntry().getValue().getFirst();
    }

    /** The first; its party goes to the end when more of theirs wait. */
    T removeFirst() {
        var next = parties.pollFirstEntry();
        var first = next.getValue().removeFirst();
        if (!next.getValue().isEmpty()) {
            parties.put(next.getKey(), next.getValue());
        }
        return first;
    }

    void remove(Object party, T one) {
        var theirs = parties.get(party);
        if (theirs != null && theirs.remove(one) && theirs.isEmpty()) {
            parties.remove(party);
        }
    }

    List<T> removeAll() {
        var all = new ArrayList<T>();
        parties.values().forEach(all::addAll);
        parties.clear();
        return all;
    }
}
