package filbert.household.telling;

import filbert.household.Person;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices on to webhooks: each webhook's in order, few at once. Who does not take one is tried again a minute later, then two, four and eight; after five
 * failures in a row the webhook is paused, and its person told. What waits is forgotten when Filbert ends: the inbox has it. Thread-safe; {@link #look} is to
 * be called every few seconds.
 */
public final class Courier {
    static final int PAUSED_AFTER = 5;
    static final int MOST_WAITING = 20; // of one webhook: the oldest makes room
    static final int AT_ONCE = 4;
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /**
     * What it works with.
     *
     * @param people by id, those there are
     * @param threads a delivery blocks its thread for ten seconds at most
     * @param nanos monotonic
     */
    public record House(
            WebhookStore store,
            LongFunction<Optional<Person>> people,
            Postman postman,
            Reach reach,
            Wording wording,
            InstantSource clock,
            LongSupplier nanos,
            Executor threads) {}

    private static final class Line {
        private final Deque<Told> waiting = new ArrayDeque<>();
        private long notBefore;
        private boolean busy;
    }

    private final House house;
    private final Presets presets;
    private final Map<Long, Line> lines = new HashMap<>(); // of webhooks with something waiting
    private int busy;
    private volatile Telling telling = Telling.NOBODY;
    private volatile Runnable changed = () -> {};

    public Courier(House house) {
        this.house = house;
        this.presets = new Presets(house.wording());
    }

    /** Whom to tell that a webhook was paused. */
    public void tellBy(Telling inbox) {
        telling = inbox;
    }

    void whenChanged(Runnable then) {
        changed = then;
    }

    /** To all webhooks of its person that want it. Returns at once. */
    public void send(Told told) {
        house.threads().execute(() -> {
            house.store().of(told.person()).stream()
                    .filter(hook -> !hook.standing().paused() && hook.kinds().contains(told.notice().kind()))
                    .forEach(hook -> queue(hook.id(), told));
            look();
        });
    }

    private synchronized void queue(long hook, Told told) {
        var line = lines.computeIfAbsent(hook, _ -> new Line());
        if (line.waiting.size() >= MOST_WAITING) {
            line.waiting.pollFirst();
        }
        line.waiting.addLast(told);
    }

    /** Sends what can be sent now. */
    public synchronized void look() {
        var now = house.nanos().getAsLong();
        lines.values().removeIf(line -> line.waiting.isEmpty() && !line.busy);
        for (var entry : List.copyOf(lines.entrySet())) {
            var line = entry.getValue();
            if (busy < AT_ONCE && !line.busy && !line.waiting.isEmpty() && now - line.notBefore >= 0) {
                line.busy = true;
                busy++;
                var told = line.waiting.peekFirst();
                house.threads().execute(() -> deliver(entry.getKey(), told));
            }
        }
    }

    private void deliver(long id, Told told) {
        var again = Duration.ZERO;
        var keep = false;
        try {
            var hook = house.store().one(id).filter(one -> !one.standing().paused());
            var person = hook.flatMap(one -> house.people().apply(one.person()));
            if (hook.isPresent() && person.isPresent() && hook.get().takes(told.notice().kind(), person.get())) { // they may be somebody else by now
                var standing = tried(hook.get(), person.get(), told.notice());
                house.store().standing(id, standing);
                changed.run();
                keep = !standing.delivered() && !standing.paused();
                again = FIRST_PAUSE.multipliedBy(1L << Math.max(0, standing.failures() - 1));
                if (standing.paused()) {
                    telling.tell(hook.get().person(), Notice.of(Notice.Kind.WEBHOOK_PAUSED, hook.get().name(), "/account/telling"));
                }
            }
        } finally {
            delivered(id, told, keep ? Optional.of(again) : Optional.empty());
        }
    }

    private synchronized void delivered(long id, Told told, Optional<Duration> again) {
        busy--;
        var line = lines.get(id);
        if (line != null) {
            line.busy = false;
            again.ifPresentOrElse(pause -> line.notBefore = house.nanos().getAsLong() + pause.toNanos(), () -> line.waiting.remove(told));
        }
        if (again.isEmpty()) {
            look();
        }
    }

    private Webhook.Standing tried(Webhook hook, Person person, Notice notice) {
        var result = result(hook, person, notice);
        var ok = result.startsWith("delivered");
        var failures = ok ? 0 : hook.standing().failures() + 1;
        LOG.debug("{}: {}", hook, result);
        return new Webhook.Standing(failures >= PAUSED_AFTER, failures, Optional.of(house.clock().instant()), result);
    }

    private String result(Webhook hook, Person person, Notice notice) {
        try {
            var status = house.postman().post(presets.write(hook, notice, house.clock().instant()), house.reach().of(person, hook.url()));
            return status >= 200 && status < 300 ? "delivered " + status : "status " + status;
        } catch (Postman.UndeliverableException lost) {
            return lost.key();
        } catch (IllegalArgumentException unwritable) {
            return "broken";
        }
    }

    /** Sends one by itself, now; blocks. One that arrives ends a pause, one that does not counts for nothing. */
    Webhook.Standing test(Webhook hook, Person person) {
        var result = result(hook, person, Notice.of(Notice.Kind.TEST, hook.name(), "/account/telling"));
        var before = hook.standing();
        var now = Optional.of(house.clock().instant());
        var standing = result.startsWith("delivered")
                ? new Webhook.Standing(false, 0, now, result)
                : new Webhook.Standing(before.paused(), before.failures(), now, result);
        house.store().standing(hook.id(), standing);
        changed.run();
        return standing;
    }
}
