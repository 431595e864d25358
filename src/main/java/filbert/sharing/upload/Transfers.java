package filbert.sharing.upload;

import filbert.net.Owner;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** What is being sent, and what was lately. Owner only. */
final class Transfers {
    private static final int REMEMBERED = 50;
    private static final int GUESSED_RATE = 250_000; // bytes per second: two Mbit/s, a modest uplink

    private final Owner owner;
    private final Map<Long, Transfer> running = new LinkedHashMap<>();
    private final Deque<UploadView> ended = new ArrayDeque<>();
    private long usualRate;
    private ObjLongConsumer<InetAddress> given = (_, _) -> {};
    private ObjLongConsumer<ServedFile> served = (_, _) -> {};

    Transfers(Owner owner) {
        this.owner = owner;
    }

    /** Who is told to whom how many bytes were sent, once no more of them follow. */
    void count(ObjLongConsumer<InetAddress> given) {
        this.given = given;
    }

    /** Who is told of which file how many bytes were sent, once no more of them follow; on the owner. */
    void countFiles(ObjLongConsumer<ServedFile> served) {
        this.served = served;
    }

    /** What uploads lately moved, in kbit/s; a guess before the first one. */
    long kilobitsPerSlot() {
        return (usualRate == 0 ? GUESSED_RATE : usualRate) * 8 / 1000;
    }

    void begin(Transfer transfer) {
        running.put(transfer.id, transfer);
    }

    /** @return false when it had ended before */
    boolean end(Transfer transfer, String state) {
        if (running.remove(transfer.id) == null) {
            return false;
        }
        var rate = transfer.overall(owner.nanos());
        usualRate = usualRate == 0 ? rate : (3 * usualRate + rate) / 4;
        given.accept(transfer.conversation.link().remote().ip(), transfer.sent());
        served.accept(transfer.file, transfer.sent());
        remember(transfer.view(state));
        return true;
    }

    void remember(UploadView view) {
        ended.addFirst(view);
        if (ended.size() > REMEMBERED) {
            ended.removeLast();
        }
    }

    boolean none() {
        return running.isEmpty();
    }

    /** A copy: some may end while they are looked at. */
    List<Transfer> running() {
        return List.copyOf(running.values());
    }

    List<Transfer> of(Conversation conversation) {
        return running.values().stream().filter(transfer -> transfer.conversation == conversation).toList();
    }

    List<UploadView> view() {
        var all = new ArrayList<UploadView>();
        running.values().forEach(transfer -> all.add(transfer.view("sending")));
        all.addAll(ended);
        return all;
    }

    long rate() {
        return running.values().stream().mapToLong(Transfer::rate).sum();
    }

    Optional<Transfer> running(long id) {
        return Optional.ofNullable(running.get(id));
    }
}
