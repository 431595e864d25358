package filbert.sharing.upload;

import filbert.identity.Sha1;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may be sent files right now. A slot belongs to a connection, so that a peer that fetches a file range by range keeps it between the
 * ranges. Owner only.
 */
final class Slots {
    /** How long a connection keeps its slot without using it. */
    static final Duration KEPT_IDLE = Duration.ofSeconds(10);

    /** A lease that moves less than this over {@link #SPAN} is slow: a telephone line does three times as much. */
    static final int SLOW_RATE = 2_048; // bytes per second

    static final Duration SPAN = Duration.ofSeconds(60); // 3-transfer, 3.12: as long as a stall is borne

    /** Whose peer waited for our own bandwidth at more than one look in so many is not called slow. */
    private static final int MOST_HELD_BACK = 4;

    private static final class Lease {
        private final InetAddress peer;
        private @Nullable Transfer running;
        private long idleSince;
        private long moved; // by transfers that ended
        private final long began;
        private long spanBegan;
        private long movedBefore;
        private int looks; // in this span
        private int heldBack; // of those

        Lease(InetAddress peer, long nanos) {
            this.peer = peer;
            this.began = nanos;
            this.spanBegan = nanos;
        }

        private void rest() {
            if (running != null) {
                moved += running.sent();
                running = null;
            }
        }

        private long moved() {
            return moved + (running == null ? 0 : running.sent());
        }

        /** Ends a span that is long enough and begins the next. */
        private boolean wasSlow(long nanos, boolean byUs) {
            looks++;
            heldBack += byUs ? 1 : 0;
            var span = nanos - spanBegan;
            if (span < SPAN.toNanos()) {
                return false;
            }
            var ours = heldBack * MOST_HELD_BACK > looks;
            looks = 0;
            heldBack = 0;
            var movedNow = moved() - movedBefore;
            movedBefore += movedNow;
            spanBegan = nanos;
            return !ours && movedNow < SLOW_RATE * (span / 1e9);
        }
    }

    private final Supplier<UploadSettings> settings;
    private final Map<Conversation, Lease> leases = new LinkedHashMap<>();
    private @Nullable Duration usualLease;

    Slots(Supplier<UploadSettings> settings) {
        this.settings = settings;
    }

    /** Slots nobody holds; below zero when there were more before. */
    int free(long nanos) {
        var idle = leases.entrySet().stream()
                .filter(lease -> lease.getValue().running == null && nanos - lease.getValue().idleSince > KEPT_IDLE.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        idle.forEach(conversation -> giveBack(conversation, nanos));
        return settings.get().slots() - leases.size();
    }

    boolean heldBy(Conversation conversation) {
        return leases.containsKey(conversation);
    }

    boolean mayHaveAnother(InetAddress peer) {
        return left(peer) > 0;
    }

    /** How many more it may have. */
    int left(InetAddress peer) {
        return settings.get().slotsPerAddress() - (int) leases.values().stream().filter(lease -> lease.peer.equals(peer)).count();
    }

    /** The transfer of this content that another connection of this peer runs. */
    Optional<Transfer> sameElsewhere(Ask ask) {
        return leases.values().stream()
                .filter(lease -> lease.peer.equals(ask.peer()))
                .flatMap(lease -> Optional.ofNullable(lease.running).stream())
                .filter(transfer -> transfer.conversation != ask.conversation() && sha1(transfer).equals(ask.file().sha1()))
                .findFirst();
    }

    private static Sha1 sha1(Transfer transfer) {
        return transfer.file.sha1();
    }

    void begin(Transfer transfer, long nanos) {
        var lease = leases.computeIfAbsent(transfer.conversation, conversation -> new Lease(conversation.peer(), nanos));
        lease.rest();
        lease.running = transfer;
    }

    void rest(Conversation conversation, long nanos) {
        var lease = leases.get(conversation);
        if (lease != null) {
            lease.rest();
            lease.idleSince = nanos;
        }
    }

    /** Those that held a slot over the last span and moved next to nothing, waiting between small ranges included. */
    List<Conversation> slow(long nanos) {
        return leases.entrySet().stream()
                .filter(lease -> lease.getValue().wasSlow(nanos, lease.getKey().link().heldBack()))
                .map(Map.Entry::getKey)
                .toList();
    }

    void giveBack(Conversation conversation, long nanos) {
        var lease = leases.remove(conversation);
        if (lease != null) {
            var lasted = Duration.ofNanos(nanos - lease.began);
            usualLease = usualLease == null ? lasted : usualLease.multipliedBy(3).plus(lasted).dividedBy(4);
        }
    }

    /** When the one at a position of the line can expect a slot, by how long they were held lately; empty before the first was given back. */
    Optional<Duration> wait(int position) {
        return Optional.ofNullable(usualLease).map(usual -> usual.multipliedBy(position).dividedBy(settings.get().slots()));
    }
}
