package filbert.servent.connection;

/** How many messages of each kind came, left and were dropped since the start, over all connections. Confined to the owner. */
public final class MessageTally {
    private static final int KINDS = MessageKind.values().length;

    private final long[] in = new long[KINDS];
    private final long[] out = new long[KINDS];
    private final long[] dropped = new long[KINDS];

    void received(int type) {
        in[MessageKind.of(type).ordinal()]++;
    }

    void sent(int type) {
        out[MessageKind.of(type).ordinal()]++;
    }

    /** Of those received. */
    void dropped(int type) {
        dropped[MessageKind.of(type).ordinal()]++;
    }

    public long in(MessageKind kind) {
        return in[kind.ordinal()];
    }

    public long out(MessageKind kind) {
        return out[kind.ordinal()];
    }

    public long dropped(MessageKind kind) {
        return dropped[kind.ordinal()];
    }
}
