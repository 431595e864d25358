package filbert.servent.guess;

import filbert.identity.HostAddress;
import filbert.net.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Ultrapeers that may answer queries by datagram, and the keys they gave us (2-search, section 8, point 2). Forgets those without a key first. Confined
 * to the owner.
 */
final class GuessHosts {
    static final int MOST = 2_000; // ours: four times what one search asks
    static final int MOST_OF_ONE_PONG = 20; // ours: so nobody fills the table alone
    static final Duration KEY_LASTS = Duration.ofHours(23); // 2-search, section 8, point 2
    static final Duration GREETED_AGAIN = Duration.ofSeconds(65); // once a minute: 2-search, section 8, point 2; and what gtk-gnutella takes to notice
    static final Duration ANSWERS_WITHIN = Duration.ofSeconds(35); // gtk-gnutella's patience: 2-search, section 8
    static final int MOST_SILENCES = 3; // ours

    /** What is known of one. */
    private static final class Known {
        byte @Nullable [] key;
        long keySince;
        boolean speaks;
        boolean greeted;
        long greetedAt;
        int silences;
    }

    private final Timeline timeline;
    private final LinkedHashMap<HostAddress, Known> hosts = new LinkedHashMap<>();

    GuessHosts(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Somebody says there is one. */
    void named(HostAddress host) {
        if (!hosts.containsKey(host)) {
            makeRoom();
            hosts.put(host, new Known());
        }
    }

    /** It says itself that it answers, and is asked before those that are only said to. */
    void introduced(HostAddress host) {
        named(host);
        var known = hosts.get(host);
        if (known != null) {
            known.speaks = true;
        }
    }

    private void makeRoom() {
        if (hosts.size() < MOST) {
            return;
        }
        var eldest = eldest(known -> known.key == null && !known.speaks).or(() -> eldest(known -> known.key == null));
        hosts.remove(eldest.orElseGet(hosts.firstEntry()::getKey));
    }

    private Optional<HostAddress> eldest(Predicate<Known> kind) {
        return hosts.entrySet().stream().filter(each -> kind.test(each.getValue())).findFirst().map(Map.Entry::getKey);
    }

    /** Was this one asked for a key a moment ago? */
    boolean isAwaited(HostAddress host) {
        var known = hosts.get(host);
        return known != null && known.greeted && timeline.nanos() - known.greetedAt < ANSWERS_WITHIN.toNanos();
    }

    /** It gave us a key; whoever calls has made sure that it was asked. */
    void gave(HostAddress host, byte[] key) {
        named(host);
        var known = hosts.get(host);
        if (known != null) {
            known.key = key.clone();
            known.keySince = timeline.nanos();
            known.silences = 0;
        }
    }

    /** The key it gave, while it lasts. */
    Optional<byte[]> key(HostAddress host) {
        return Optional.ofNullable(hosts.get(host)).filter(this::hasKey).map(known -> known.key);
    }

    private boolean hasKey(Known known) {
        return known.key != null && timeline.nanos() - known.keySince < KEY_LASTS.toNanos();
    }

    /** One that can be asked. */
    Optional<HostAddress> withKey(Predicate<HostAddress> wanted) {
        return hosts.entrySet().stream()
                .filter(each -> hasKey(each.getValue()) && wanted.test(each.getKey()))
                .findFirst()
                .map(Map.Entry::getKey);
    }

    /** One to be asked for a key, and is as if it had been: never more than once a minute. Who was silent too often is forgotten. */
    Optional<HostAddress> greet(Predicate<HostAddress> wanted) {
        var now = timeline.nanos();
        hosts.values().removeIf(known -> known.silences >= MOST_SILENCES && now - known.greetedAt >= GREETED_AGAIN.toNanos());
        var next = due(wanted, known -> known.speaks).or(() -> due(wanted, known -> !known.speaks));
        next.map(hosts::get).ifPresent(known -> {
            known.greeted = true;
            known.greetedAt = now;
            known.silences++;
        });
        return next;
    }

    private Optional<HostAddress> due(Predicate<HostAddress> wanted, Predicate<Known> kind) {
        return hosts.entrySet().stream()
                .filter(each -> isDue(each.getValue()) && kind.test(each.getValue()) && wanted.test(each.getKey()))
                .findFirst()
                .map(Map.Entry::getKey);
    }

    /** Has it given no key, and not been asked for one within the minute? */
    private boolean isDue(Known known) {
        return !hasKey(known) && (!known.greeted || timeline.nanos() - known.greetedAt >= GREETED_AGAIN.toNanos());
    }

    /** Is there one that could be asked for a key? */
    boolean anyDue(Predicate<HostAddress> wanted) {
        return due(wanted, _ -> true).isPresent();
    }

    /** It answered, though with no key. */
    void answered(HostAddress host) {
        var known = hosts.get(host);
        if (known != null && known.key == null) {
            known.silences = MOST_SILENCES; // it is no such ultrapeer
        }
    }

    /** Some of those that gave us a key, and of these, drawn by lot: for others who ask. */
    List<HostAddress> some(int atMost, Collection<HostAddress> besides, Predicate<HostAddress> wanted, RandomGenerator random) {
        var there = new LinkedHashSet<>(besides);
        hosts.forEach((host, known) -> {
            if (hasKey(known)) {
                there.add(host);
            }
        });
        var all = new ArrayList<>(there.stream().filter(wanted).toList());
        Collections.shuffle(all, Random.from(random));
        return List.copyOf(all.subList(0, Math.min(atMost, all.size())));
    }

    boolean isEmpty() {
        return hosts.isEmpty();
    }

    int size() {
        return hosts.size();
    }
}
