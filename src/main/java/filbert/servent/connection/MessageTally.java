package filbert.servent.connection;

import java.util.EnumMap;
import java.util.Map;

/** How many messages of each kind came, left and were dropped since the start, over all connections. Confined to the owner. */
public final class MessageTally {
    private static final class Counts {
        long in;
        long out;
        long dropped;
    }

    private final Map<MessageKind, Counts> kinds = new EnumMap<>(MessageKind.class);

    void received(int type) {
        of(type).in++;
    }

    void sent(int type) {
        of(type).out++;
    }

    /** Of those received. */
    void dropped(int type) {
        of(type).dropped++;
    }

    public long in(MessageKind kind) {
        return of(kind).in;
    }

    public long out(MessageKind kind) {
        return of(kind).out;
    }

    public long dropped(MessageKind kind) {
        return of(kind).dropped;
    }

    private Counts of(int type) {
        return of(MessageKind.of(type));
    }

    private Counts of(MessageKind kind) {
        return kinds.computeIfAbsent(kind, _ -> new Counts());
    }
}
