package filbert.sharing.upload;

import filbert.identity.Sha1;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may be sent files right now. A slot belongs to a connection, so that a peer that fetches a file range by range keeps it between the
 * ranges. Owner only.
 */
final class Slots {
    /** How long a connection keeps its slot without using it. */
    static final Duration KEPT_IDLE = Duration.ofSeconds(10);

    private static final class Lease {
        private final InetAddress peer;
        private @Nullable Transfer running;
        private long idleSince;

        Lease(InetAddress peer) {
            this.peer = peer;
        }
    }

    private final int most;
    private final int mostPerPeer;
    private final Map<Conversation, Lease> leases = new LinkedHashMap<>();

    Slots(int most, int mostPerPeer) {
        this.most = most;
        this.mostPerPeer = mostPerPeer;
    }

    /** Slots nobody holds. */
    int free(long nanos) {
        leases.values().removeIf(lease -> lease.running == null && nanos - lease.idleSince > KEPT_IDLE.toNanos());
        return most - leases.size();
    }

    boolean heldBy(Conversation conversation) {
        return leases.containsKey(conversation);
    }

    boolean mayHaveAnother(InetAddress peer) {
        return leases.values().stream().filter(lease -> lease.peer.equals(peer)).count() < mostPerPeer;
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

    void begin(Transfer transfer) {
        leases.computeIfAbsent(transfer.conversation, conversation -> new Lease(conversation.peer())).running = transfer;
    }

    void rest(Conversation conversation, long nanos) {
        var lease = leases.get(conversation);
        if (lease != null) {
            lease.running = null;
            lease.idleSince = nanos;
        }
    }

    void giveBack(Conversation conversation) {
        leases.remove(conversation);
    }
}
