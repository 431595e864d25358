package filbert.sharing.upload;

import filbert.event.Signal;
import filbert.net.Owner;
import filbert.net.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides who is sent a file now, watches over what runs, and remembers what ran. Owner only. */
final class Desk {
    static final Duration STALLED = Duration.ofSeconds(30); // 3-transfer, 3.12: a newer request for the same file replaces it
    static final Duration CUT = Duration.ofSeconds(60); // 3-transfer, 3.12: without progress

    /** How long somebody sent away without a place in the line counts as waiting. */
    static final Duration WANTED = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int REMEMBERED = 50;

    private static final int GUESSED_RATE = 250_000; // bytes per second: two Mbit/s, a modest uplink

    private final Owner owner;
    private final InstantSource clock;
    private final Signal changed;
    private final Callers callers;
    private final Slots slots;
    private final WaitingLine line;
    private final Slowpokes slowpokes = new Slowpokes();
    private final Set<Conversation> present = new HashSet<>();
    private final Map<Long, Transfer> running = new LinkedHashMap<>();
    private final Map<Conversation, UploadView> waiting = new LinkedHashMap<>();
    private final Deque<UploadView> ended = new ArrayDeque<>();
    private Timeline.@Nullable Timer watch;
    private long lastLook;
    private @Nullable Long sentAwayAt;
    private long usualRate;
    private long nextId;

    Desk(Owner owner, InstantSource clock, Signal changed, Callers callers, Supplier<UploadSettings> settings) {
        this.owner = owner;
        this.clock = clock;
        this.changed = changed;
        this.callers = callers;
        slots = new Slots(settings);
        line = new WaitingLine(settings);
    }

    /** Would a newcomer have to wait? */
    boolean allTaken() {
        return slots.free(owner.nanos()) <= 0;
    }

    int free() {
        return Math.max(0, slots.free(owner.nanos()));
    }

    int waiting() {
        return line.length();
    }

    /** What uploads lately moved, in kbit/s; a guess before the first one. */
    long kilobitsPerSlot() {
        return (usualRate == 0 ? GUESSED_RATE : usualRate) * 8 / 1000;
    }

    void came(Conversation conversation) {
        present.add(conversation);
    }

    Verdict decide(Ask ask) {
        if (!present.contains(ask.conversation())) {
            return new Verdict.Busy(); // closed while it asked
        }
        var verdict = judge(ask);
        switch (verdict) {
            case Verdict.Granted(var transfer) -> running.put(transfer.id, transfer);
            case Verdict.Queued _ -> waiting.put(ask.conversation(), fresh(ask).view("queued"));
            case Verdict.Busy _, Verdict.TooEager _, Verdict.AlreadySending _ -> {
                waiting.remove(ask.conversation());
                remember(fresh(ask).view("refused"));
            }
        }
        changed.raise();
        return verdict;
    }

    private Verdict judge(Ask ask) {
        var now = owner.nanos();
        makeRoom(now);
        var elsewhere = slots.sameElsewhere(ask);
        if (elsewhere.isPresent() && !replace(elsewhere.get(), now)) {
            return new Verdict.AlreadySending();
        }
        var poll = line.poll(ask, now);
        if (poll == WaitingLine.Poll.THROWN_OUT) {
            return new Verdict.TooEager();
        }
        if (slots.heldBy(ask.conversation())) {
            return grant(ask);
        }
        if (!slots.mayHaveAnother(ask.peer()) || slowpokes.include(ask.peer(), now)) {
            return new Verdict.Busy();
        }
        var ahead = line.position(ask).map(position -> position - 1).orElse(line.length());
        if (slots.free(now) > ahead && poll != WaitingLine.Poll.EARLY) {
            callers.refund(ask.peer());
            return grant(ask);
        }
        if (poll == WaitingLine.Poll.NEW && !(ask.mayQueue() && line.join(ask, now))) {
            sentAwayAt = now;
            return new Verdict.Busy();
        }
        return new Verdict.Queued(line.position(ask).orElseThrow(), line.length());
    }

    private boolean replace(Transfer old, long now) {
        if (old.stillFor(now) < STALLED.toNanos()) {
            return false;
        }
        cut(old);
        slots.giveBack(old.conversation);
        return true;
    }

    private Verdict grant(Ask ask) {
        line.leave(ask);
        waiting.remove(ask.conversation());
        var transfer = fresh(ask);
        slots.begin(transfer, owner.nanos());
        watch();
        return new Verdict.Granted(transfer);
    }

    private Transfer fresh(Ask ask) {
        return new Transfer(++nextId, ask, clock.instant(), owner.nanos());
    }

    private void watch() {
        if (watch == null) {
            lastLook = owner.nanos();
            watch = owner.every(LOOK, this::look);
        }
    }

    private void look() {
        var now = owner.nanos();
        for (var transfer : List.copyOf(running.values())) {
            transfer.look(now, now - lastLook);
            if (transfer.stillFor(now) >= CUT.toNanos()) {
                cut(transfer);
            }
        }
        makeRoom(now);
        lastLook = now;
        if (running.isEmpty() && watch != null) {
            watch.cancel();
            watch = null;
        }
        changed.raise();
    }

    /** While others wait nobody keeps a slot without using it. */
    private void makeRoom(long now) {
        var slow = slots.slow(now);
        var wanted = line.length() > 0 || sentAwayAt != null && now - sentAwayAt < WANTED.toNanos();
        if (!wanted || slots.free(now) > 0) {
            return;
        }
        for (var conversation : slow) {
            transfersOf(conversation).forEach(transfer -> end(transfer, "cut"));
            slots.giveBack(conversation);
            slowpokes.add(conversation.peer(), now);
            conversation.link().close();
        }
    }

    private void cut(Transfer transfer) {
        end(transfer, "cut");
        transfer.conversation.link().close();
    }

    /** The reply is out, or failed. */
    void finished(Transfer transfer, boolean complete) {
        end(transfer, complete ? "done" : "cut");
        slots.rest(transfer.conversation, owner.nanos());
    }

    private void end(Transfer transfer, String state) {
        if (running.remove(transfer.id) != null) {
            var rate = transfer.overall(owner.nanos());
            usualRate = usualRate == 0 ? rate : (3 * usualRate + rate) / 4;
            remember(transfer.view(state));
            changed.raise();
        }
    }

    private void remember(UploadView view) {
        ended.addFirst(view);
        if (ended.size() > REMEMBERED) {
            ended.removeLast();
        }
    }

    /** A connection is closed: its slot and its places in the line are free. */
    void gone(Conversation conversation) {
        present.remove(conversation);
        transfersOf(conversation).forEach(transfer -> end(transfer, "cut"));
        slots.giveBack(conversation);
        line.gone(conversation);
        waiting.remove(conversation);
        changed.raise();
    }

    private Collection<Transfer> transfersOf(Conversation conversation) {
        return running.values().stream().filter(transfer -> transfer.conversation == conversation).toList();
    }

    List<UploadView> view() {
        var all = new ArrayList<UploadView>();
        running.values().forEach(transfer -> all.add(transfer.view("sending")));
        all.addAll(waiting.values());
        all.addAll(ended);
        return all;
    }

    long rate() {
        return running.values().stream().mapToLong(Transfer::rate).sum();
    }

    Optional<Transfer> running(long id) {
        return Optional.ofNullable(running.get(id));
    }

    void cancel(Transfer transfer) {
        cut(transfer);
    }
}
