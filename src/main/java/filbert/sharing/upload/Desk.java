package filbert.sharing.upload;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.wire.header.Queued;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static final SecureRandom RANDOM = new SecureRandom(); // whoever guesses an ID has the place

    private final Owner owner;
    private final InstantSource clock;
    private final Signal changed;
    private final Callers callers;
    private final Slots slots;
    private final WaitingLine line;
    private final Sidelined slowpokes = new Sidelined(SLOW_PAUSE);
    private final Sidelined impatient = new Sidelined(EAGER_PAUSE);
    private final Set<Conversation> present = new HashSet<>();
    private final Transfers transfers;
    private Timeline.@Nullable Timer watch;
    private long lastLook;
    private @Nullable Long sentAwayAt;
    private long nextId;
    private Predicate<InetAddress> givers = _ -> false;
    private Invitations invitations = (_, _) -> false;
    private LineMemory memory;
    private boolean closed;

    Desk(Owner owner, InstantSource clock, Signal changed, Callers callers, Supplier<UploadSettings> settings) {
        this.owner = owner;
        this.clock = clock;
        this.changed = changed;
        this.callers = callers;
        slots = new Slots(settings);
        transfers = new Transfers(owner);
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

    /** What is being sent, and what was lately. */
    Transfers transfers() {
        return transfers;
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
            case Verdict.Granted(var transfer, _) -> transfers.begin(transfer);
            case Verdict.Queued _ -> watch();
            case Verdict.Enlisted _ -> {
                memory.changed();
                watch();
            }
            case Verdict.Busy _, Verdict.TooEager _, Verdict.AlreadySending _ -> transfers.remember(fresh(ask).view("refused"));
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
        if (slots.heldBy(ask.conversation()) || line.promised(ask)) {
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
        for (var transfer : transfers.running()) {
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
        if (!transfers.none() || line.length() != waited) {
            changed.raise();
        }
        if (transfers.none() && line.length() == 0) {
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
            transfers.of(conversation).forEach(transfer -> end(transfer, "cut"));
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
        if (transfers.running(transfer.id).isPresent()) {
            line.interrupted(transfer.conversation, owner.nanos());
        }
        finished(transfer, false);
    }

    private void end(Transfer transfer, String state) {
        if (transfers.end(transfer, state)) {
            changed.raise();
        }
    }

    /** A connection is closed: its slot is free, and so are the places that were the connection's. */
    void gone(Conversation conversation) {
        present.remove(conversation);
        transfers.of(conversation).forEach(this::broken);
        slots.giveBack(conversation, owner.nanos());
        line.gone(conversation);
        changed.raise();
    }

    List<WaitingView> queue() {
        var position = new AtomicInteger();
        return line.waiters().stream().map(waiter -> waiter.view(position.incrementAndGet(), clock.instant(), owner.nanos())).toList();
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

    /** To one who waits: a place beside the slots. */
    Promise promise(long number) {
        var promise = Promise.to(line.waiters(), number, Math.max(0, -slots.free(owner.nanos())), owner.nanos());
        changed.raise();
        return promise;
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
