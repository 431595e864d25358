package filbert.sharing.upload;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.wire.header.Queued;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides who is sent a file now, watches over what runs, and remembers what ran. Owner only. */
final class Desk {
    static final Duration STALLED = Duration.ofSeconds(30); // 3-transfer, 3.12: a newer request for the same file replaces it
    static final Duration CUT = Duration.ofSeconds(60); // 3-transfer, 3.12: without progress

    /** How long somebody sent away without a place in the line counts as waiting. */
    static final Duration WANTED = Duration.ofMinutes(3);

    static final Duration SLOW_PAUSE = Duration.ofSeconds(200); // 3-transfer, 3.12: G remembers a host that stalled as long
    static final Duration EAGER_PAUSE = Duration.ofSeconds(180); // 3-transfer, 3.2.7: minimum for 429

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int REMEMBERED = 50;

    private static final SecureRandom RANDOM = new SecureRandom(); // whoever guesses an ID has the place

    private static final int GUESSED_RATE = 250_000; // bytes per second: two Mbit/s, a modest uplink

    private final Owner owner;
    private final InstantSource clock;
    private final Signal changed;
    private final Callers callers;
    private final Slots slots;
    private final WaitingLine line;
    private final Sidelined slowpokes = new Sidelined(SLOW_PAUSE);
    private final Sidelined impatient = new Sidelined(EAGER_PAUSE);
    private final Set<Conversation> present = new HashSet<>();
    private final Map<Long, Transfer> running = new LinkedHashMap<>();
    private final Deque<UploadView> ended = new ArrayDeque<>();
    private Timeline.@Nullable Timer watch;
    private long lastLook;
    private @Nullable Long sentAwayAt;
    private long usualRate;
    private long nextId;
    private Predicate<InetAddress> givers = _ -> false;
    private ObjLongConsumer<InetAddress> given = (_, _) -> {};
    private ObjLongConsumer<ServedFile> served = (_, _) -> {};
    private Invitations invitations = (_, _) -> false;
    private LineMemory memory;
    private boolean closed;

    /** Tells those who wait elsewhere that it is their turn. */
    interface Invitations {
        /** @return false when nobody can be called now */
        boolean invite(HostAddress node, String id);
    }

    Desk(Owner owner, InstantSource clock, Signal changed, Callers callers, Supplier<UploadSettings> settings) {
        this.owner = owner;
        this.clock = clock;
        this.changed = changed;
        this.callers = callers;
        slots = new Slots(settings);
        line = new WaitingLine(settings, Desk::newId, new House());
        memory = memory(Runnable::run, WaitingStore.forgetful());
    }

    private static String newId() {
        return Guid.random(RANDOM).hex().toUpperCase(Locale.ROOT);
    }

    private LineMemory memory(Executor workers, WaitingStore store) {
        return new LineMemory(owner, workers, store, () -> line.lasting(clock.instant(), owner.nanos()));
    }

    /** Those who gave us something are served first. */
    void favour(Predicate<InetAddress> givers) {
        this.givers = givers;
    }

    /** Who is told to whom how many bytes were sent, once no more of them follow. */
    void count(ObjLongConsumer<InetAddress> given) {
        this.given = given;
    }

    /** Who is told of which file how many bytes were sent, once no more of them follow; on the owner. */
    void countFiles(ObjLongConsumer<ServedFile> served) {
        this.served = served;
    }

    void inviteBy(Invitations invitations) {
        this.invitations = invitations;
    }

    /** @param earlier those who waited before, first come first */
    void remember(List<WaitingStore.Place> earlier, Executor workers, WaitingStore store) {
        line.restore(earlier, clock.instant(), owner.nanos());
        memory = memory(workers, store);
        watch();
    }

    /** Nothing is to follow. */
    CompletionStage<@Nullable Void> close() {
        closed = true;
        List.copyOf(present).forEach(this::gone);
        stopWatching();
        return memory.last();
    }

    private void stopWatching() {
        if (watch != null) {
            watch.cancel();
            watch = null;
        }
    }

    /** Those at these addresses wait no longer. */
    void turnOut(Predicate<InetAddress> whom) {
        line.removeAll(whom);
        memory.changed();
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
        var waited = line.length();
        var verdict = judge(ask);
        if (line.length() != waited) {
            memory.changed();
        }
        switch (verdict) {
            case Verdict.Granted(var transfer, _) -> running.put(transfer.id, transfer);
            case Verdict.Queued _ -> watch();
            case Verdict.Enlisted _ -> {
                memory.changed();
                watch();
            }
            case Verdict.Busy _, Verdict.TooEager _, Verdict.AlreadySending _ -> remember(fresh(ask).view("refused"));
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
        if (line.crowds(ask)) {
            return new Verdict.Busy();
        }
        var poll = line.poll(ask, now);
        if (poll == Waiter.Poll.THROWN_OUT) {
            impatient.add(ask.peer(), now);
        }
        if (slots.heldBy(ask.conversation())) {
            return grant(ask, false);
        }
        if (impatient.include(ask.peer(), now)) {
            return new Verdict.TooEager();
        }
        if (slowpokes.include(ask.peer(), now) || !slots.mayHaveAnother(ask.peer()) && ask.queueing() != Queueing.BY_ID) {
            return new Verdict.Busy();
        }
        if (slots.mayHaveAnother(ask.peer()) && poll != Waiter.Poll.EARLY && slots.free(now) > line.ahead(ask, now)) {
            callers.refund(ask.peer());
            return grant(ask, true);
        }
        if (poll == Waiter.Poll.NEW && !line.join(ask, clock.instant(), now)) {
            sentAwayAt = now;
            return new Verdict.Busy();
        }
        return standing(line.stand(ask, poll, now), now);
    }

    private Verdict standing(Waiter waiter, long now) {
        if (waiter.manner == Queueing.ON_CONNECTION) {
            return new Verdict.Queued(waiter.told, line.length());
        }
        var place = new Queued(
                waiter.id,
                waiter.told,
                Optional.of(Duration.ofNanos(Math.max(0, waiter.lost - now))),
                Optional.of(line.length()),
                slots.wait(waiter.told));
        var retryAfter = Duration.ofNanos(waiter.earliest - now).plusMillis(999).toSeconds();
        return new Verdict.Enlisted(place, Math.max(1, retryAfter), waiter.conversation != null);
    }

    private boolean replace(Transfer old, long now) {
        if (old.stillFor(now) < STALLED.toNanos()) {
            return false;
        }
        cut(old);
        slots.giveBack(old.conversation, now);
        return true;
    }

    private Verdict grant(Ask ask, boolean fresh) {
        var id = line.leave(ask, fresh, clock.instant());
        var transfer = fresh(ask);
        slots.begin(transfer, owner.nanos());
        watch();
        return new Verdict.Granted(transfer, id);
    }

    private Transfer fresh(Ask ask) {
        return new Transfer(++nextId, ask, clock.instant(), owner.nanos());
    }

    private void watch() {
        if (watch == null && !closed) {
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
        var waited = line.length();
        line.toCall(slots.free(now), now).forEach(waiter -> invite(waiter, now));
        if (line.length() != waited) {
            memory.changed();
        }
        if (!running.isEmpty() || line.length() != waited) {
            changed.raise();
        }
        if (running.isEmpty() && line.length() == 0) {
            stopWatching();
        }
    }

    private void invite(Waiter waiter, long now) {
        if (waiter.node != null && invitations.invite(waiter.node, waiter.id)) {
            line.called(waiter, now);
        }
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
            slots.giveBack(conversation, now);
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

    /** The connection was lost in the middle of the reply. */
    void broken(Transfer transfer) {
        if (running.containsKey(transfer.id)) {
            line.interrupted(transfer.conversation, owner.nanos());
        }
        finished(transfer, false);
    }

    private void end(Transfer transfer, String state) {
        if (running.remove(transfer.id) != null) {
            var rate = transfer.overall(owner.nanos());
            usualRate = usualRate == 0 ? rate : (3 * usualRate + rate) / 4;
            given.accept(transfer.conversation.link().remote().ip(), transfer.sent());
            served.accept(transfer.file, transfer.sent());
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

    /** A connection is closed: its slot is free, and so are the places that were the connection's. */
    void gone(Conversation conversation) {
        present.remove(conversation);
        transfersOf(conversation).forEach(this::broken);
        slots.giveBack(conversation, owner.nanos());
        line.gone(conversation);
        changed.raise();
    }

    private Collection<Transfer> transfersOf(Conversation conversation) {
        return running.values().stream().filter(transfer -> transfer.conversation == conversation).toList();
    }

    List<UploadView> view() {
        var all = new ArrayList<UploadView>();
        running.values().forEach(transfer -> all.add(transfer.view("sending")));
        all.addAll(ended);
        return all;
    }

    List<WaitingView> queue() {
        var position = new AtomicInteger();
        return line.waiters().stream().map(waiter -> waiter.view(position.incrementAndGet(), clock.instant(), owner.nanos())).toList();
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

    /** @return false when nobody has this number in the line */
    boolean dismiss(long number) {
        var there = line.remove(number);
        if (there) {
            memory.changed();
            changed.raise();
        }
        return there;
    }

    private final class House implements WaitingLine.House {
        @Override
        public int slotsLeft(InetAddress peer) {
            return slowpokes.include(peer, owner.nanos()) ? 0 : slots.left(peer);
        }

        @Override
        public boolean gave(InetAddress ip) {
            return givers.test(ip);
        }
    }
}
