package filbert.servent.dynamicquery;

import filbert.servent.routing.Prospect;
import filbert.servent.routing.Prospect.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Where one dynamic query goes next: told how long it has run, what came back and who is there, it says whom to ask, how far, and how long to
 * wait then (2-search, 5). It knows no clock and sends nothing. Nobody is asked twice, except after a probe of one hop by whom extends it.
 */
final class Course {
    static final Duration HOP = Duration.ofMillis(2_400); // 2-search, 5
    static final Duration LIFETIME = Duration.ofSeconds(200); // S-49
    static final long HORIZON = 110_000; // S-49
    static final Duration LOOK_AGAIN = Duration.ofSeconds(6); // for new neighbours: 2-search, 5, step 4

    private static final int MOST_ASKED = 32;
    private static final int OWN_LEAVES = 25; // in theory: 2-search, 5, step 1
    private static final int FARTHEST = 5;
    private static final int NEARER_FOR_LEAVES = 16; // times the hosts that would do, as LimeWire has it: others carry the same query
    private static final double NEED_WITHOUT_RESULTS = 40_000;
    private static final int SPARED = 4;
    private static final Duration SHORTEST_HOP = Duration.ofMillis(600);
    private static final Duration SLOW_START = Duration.ofSeconds(6);
    private static final Duration FASTER_BY = Duration.ofMillis(10); // and each time by so much more
    private static final double AFTER_FAR_PROBES = 1.3; // hop times
    private static final double AFTER_EACH_NEAR_PROBE = 0.5;

    /** One send. */
    record Ask(Prospect to, int ttl) {}

    /** What to do now. */
    sealed interface Step {
        /** Ask these, if any, and come again after {@code pause}. */
        record Go(List<Ask> asks, Duration pause) implements Step {}

        record End(Why why) implements Step {}
    }

    private final int wanted;
    private final int reach;
    private final boolean alone;
    private final Duration patience;
    private final RandomGenerator random;
    private final Map<Long, Integer> asked = new HashMap<>(); // the TTL, by neighbour; bounded by MOST_ASKED
    private long hosts = 1 + OWN_LEAVES;
    private Duration hop = HOP;
    private Duration faster = Duration.ZERO;
    private Duration lonely = Duration.ZERO;
    private boolean probed;

    /**
     * @param wanted results
     * @param reach highest TTL it may have anywhere
     * @param alone does nobody but us carry this query? A leaf gives it to all its ultrapeers
     * @param patience how long to wait for somebody to ask
     */
    Course(int wanted, int reach, boolean alone, Duration patience, RandomGenerator random) {
        this.wanted = wanted;
        this.reach = reach;
        this.alone = alone;
        this.patience = patience;
        this.random = random;
    }

    /** Hosts reached so far, in theory. */
    long hosts() {
        return hosts;
    }

    int asked() {
        return asked.size();
    }

    /**
     * @param age how long it has been looking
     * @param results how many came back
     */
    Step next(Duration age, int results, List<Prospect> all) {
        if (results >= wanted) {
            return new Step.End(Why.ENOUGH);
        }
        if (hosts >= HORIZON) {
            return new Step.End(Why.HORIZON);
        }
        if (age.compareTo(LIFETIME) >= 0 && !asked.isEmpty()) {
            return new Step.End(Why.TIME);
        }
        var ready = new ArrayList<>(all.stream().filter(Prospect::ready).toList());
        Collections.shuffle(ready, Random.from(random));
        var step = probed ? loop(age, results, ready) : probe(age, results, ready);
        step.asks().forEach(this::note);
        return step.asks().isEmpty() ? linger(step.pause()) : step;
    }

    private Step linger(Duration pause) {
        if (lonely.compareTo(patience) >= 0) {
            return new Step.End(Why.NOBODY_LEFT);
        }
        lonely = lonely.plus(pause);
        return new Step.Go(List.of(), pause);
    }

    private void note(Ask ask) {
        lonely = Duration.ZERO;
        asked.put(ask.to().neighbour().id(), ask.ttl());
        hosts += Horizon.hosts(ask.to().degree(), ask.ttl());
    }

    private Step.Go probe(Duration age, int results, List<Prospect> ready) {
        if (ready.isEmpty()) {
            return new Step.Go(List.of(), HOP);
        }
        probed = true;
        var asks = Probe.of(ready, reach);
        if (asks.isEmpty()) {
            return loop(age, results, ready);
        }
        var far = asks.stream().anyMatch(ask -> ask.ttl() == Probe.FAR);
        return new Step.Go(asks, times(HOP, far ? Math.max(AFTER_FAR_PROBES, Probe.FAR) : Math.max(1, AFTER_EACH_NEAR_PROBE * asks.size())));
    }

    private static Duration times(Duration hop, double times) {
        return Duration.ofMillis((long) (hop.toMillis() * times));
    }

    private Step.Go loop(Duration age, int results, List<Prospect> ready) {
        var fresh = asked.size() >= MOST_ASKED ? List.<Prospect>of() : ready.stream().filter(this::isFresh).toList();
        var probedOnly = ready.stream().filter(this::mayGoFarther).toList();
        var candidates = fresh.isEmpty() ? probedOnly : fresh;
        if (candidates.isEmpty()) {
            return new Step.Go(List.of(), LOOK_AGAIN);
        }
        var to = candidates.getFirst();
        var ttl = ttl(to, results, fresh.size() + probedOnly.size());
        speedUp(age);
        return new Step.Go(List.of(new Ask(to, ttl)), hop.multipliedBy(ttl));
    }

    /** Not asked yet, and not known to have nothing within the only hop it allows. */
    private boolean isFresh(Prospect prospect) {
        return !asked.containsKey(prospect.neighbour().id()) && !(farthest(prospect) == 1 && prospect.table() == Table.MISSES);
    }

    private boolean mayGoFarther(Prospect prospect) {
        return prospect.extendsProbes()
                && farthest(prospect) > 1
                && asked.getOrDefault(prospect.neighbour().id(), 0) == Probe.NEAR;
    }

    private int farthest(Prospect prospect) {
        return Math.min(prospect.maxTtl(), reach);
    }

    /** As far as is needed, if what is still wanted is to come in equal parts from everybody left. */
    private int ttl(Prospect to, int results, int left) {
        var need = results == 0 ? NEED_WITHOUT_RESULTS : (wanted - results) * (double) hosts / results;
        var perNeighbour = need / (left > SPARED ? left - SPARED : left);
        var nearer = alone ? 1 : NEARER_FOR_LEAVES;
        var ttl = 1;
        while (ttl < FARTHEST && nearer * Horizon.hosts(to.degree(), ttl) < perNeighbour) {
            ttl++;
        }
        var tooNear = to.table() == Table.MISSES || !to.extendsProbes() || asked.containsKey(to.neighbour().id());
        return Math.min(tooNear ? Math.max(ttl, Probe.FAR) : ttl, farthest(to));
    }

    private void speedUp(Duration age) {
        if (age.compareTo(SLOW_START) > 0) {
            faster = faster.plus(FASTER_BY);
            var next = hop.minus(faster);
            hop = next.compareTo(SHORTEST_HOP) < 0 ? SHORTEST_HOP : next;
        }
    }
}
