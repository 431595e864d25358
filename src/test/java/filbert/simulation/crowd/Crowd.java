package filbert.simulation.crowd;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.servent.bootstrap.Outside;
import filbert.servent.topology.RoleChoice;
import filbert.simulation.VirtualNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A network of real servents, from a seed: they join, find each other, share what {@link Published} says, and search. All of it happens on the thread that
 * calls.
 */
public final class Crowd {
    static final AddressScope SCOPE = AddressScope.PUBLIC;
    static final String HOST_CACHE = "cache.example.org:7000";

    /** What an ultrapeer wants for its leaf before it stops (2-search, 5). */
    public static final int WANTED = 50;

    /** What it wants for itself (2-search, 5). */
    public static final int WANTED_BY_ULTRAPEER = 150;

    private static final int WORDS = 25_000; // ours, as is the next: for all languages and tastes
    private static final int FILES_PER_HOST = 4;
    private static final int LEAST_FILES = 5_000;
    private static final int KNOWN_BEFORE = 20;
    private static final int MOST_ASKED = 3; // words of a query: ours
    private static final int SHORT = 3; // not even the ending of a name
    private static final int LARGEST_PORTION = 64 * 1024;
    private static final int ADDRESS_BITS = 22;
    private static final int SCATTER = 0x9E37_79B1; // odd: no two alike
    private static final String CALLER = "90.1.1.1";
    private static final Duration FOUND_REACHABLE = Duration.ofSeconds(5);
    private static final Duration CALLED_AGAIN = Duration.ofMinutes(20); // before the proof of the last call lapses: 1-connect, 9
    private static final Duration ALL_STARTED = Duration.ofSeconds(30);
    private static final Duration ALL_OVER = Duration.ofSeconds(230); // a dynamic query lives 200 s (2-search, 5), its last hits come later

    /** Words, and who is to look for them. */
    private record Wish(String kind, boolean byUltrapeer, List<String> words) {}

    /** Who asks, and what. */
    private record Question(CrowdServent asker, Wish wish, long at) {
        int wanted() {
            return asker.ultrapeer ? WANTED_BY_ULTRAPEER : WANTED;
        }
    }

    private final Plan plan;
    private final VirtualNetwork net;
    private final Random random;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Outside outside;
    private final List<CrowdServent> servents = new ArrayList<>();
    private final List<HostAddress> ultrapeers = new ArrayList<>();
    private final Map<Integer, Collection<Catalogue.Entry>> planted = new HashMap<>();
    private final Map<Integer, List<Catalogue.Entry>> targets = new HashMap<>();
    private int lastAddress;

    public Crowd(Plan plan, long seed) {
        this.plan = plan;
        net = new VirtualNetwork(seed).largestPortion(LARGEST_PORTION);
        random = new Random(seed);
        ledger = new Ledger(net.time()::nanos);
        catalogue = new Catalogue(Math.max(LEAST_FILES, FILES_PER_HOST * plan.hosts()), WORDS, random);
        outside = new CrowdHostCache(net, this::someUltrapeers);
    }

    public VirtualNetwork net() {
        return net;
    }

    /** Everybody who ever joined, in that order. */
    public List<CrowdServent> servents() {
        return servents;
    }

    /** Puts {@code files} new files on one host in {@code oneIn} each. Before anybody joins. */
    public void plant(int files, int oneIn) {
        for (var i = 0; i < files; i++) {
            var file = catalogue.add();
            targets.computeIfAbsent(oneIn, _ -> new ArrayList<>()).add(file);
            var copies = Math.max(1, plan.hosts() / oneIn);
            random.ints(0, plan.hosts()).distinct().limit(copies).forEach(host -> planted.computeIfAbsent(host, _ -> new HashSet<>()).add(file));
        }
    }

    /** Everybody comes within the plan's time; then {@code settling} passes. */
    public void join(Duration settling) {
        var third = plan.joining().dividedBy(3);
        for (var i = 0; i < plan.hosts(); i++) {
            var isUltrapeer = i < plan.ultrapeers();
            var within = isUltrapeer ? third : third.multipliedBy(2);
            var at = (isUltrapeer ? Duration.ZERO : third).plusNanos(random.nextLong(within.toNanos()));
            var library = library(i);
            net.time().after(at, () -> arrive(isUltrapeer ? RoleChoice.ULTRAPEER : RoleChoice.LEAF, library));
        }
        net.run(plan.joining().plus(settling));
    }

    private SharedFiles library(int host) {
        var files = new LinkedHashSet<>(planted.getOrDefault(host, List.of()));
        for (var i = Published.sharedFiles(random) / plan.smallerBy(); i > 0; i--) {
            files.add(catalogue.draw());
        }
        return new SharedFiles(files);
    }

    private CrowdServent arrive(RoleChoice role, SharedFiles files) {
        var servent = new CrowdServent(net, net.host(nextAddress()), plan, role, files, someUltrapeers(KNOWN_BEFORE), outside, ledger);
        servents.add(servent);
        net.time().after(FOUND_REACHABLE, () -> callOnce(servent));
        if (servent.ultrapeer) {
            ultrapeers.add(servent.address());
        }
        return servent;
    }

    /** Each in a /24 of its own, scattered over a quarter of the Internet. */
    private String nextAddress() {
        var scattered = lastAddress++ * SCATTER & ((1 << ADDRESS_BITS) - 1);
        return (20 + (scattered >>> 16)) + "." + (scattered >>> 8 & 0xFF) + "." + (scattered & 0xFF) + ".1";
    }

    /** By it everybody learns that calls reach them, as connect-backs and downloads would teach; nobody here is behind a firewall. */
    private void callOnce(CrowdServent servent) {
        if (!servent.hasLeft()) {
            net.host(CALLER).dialer().dial(servent.address(), FOUND_REACHABLE, Link::close, _ -> {});
            net.time().after(CALLED_AGAIN, () -> callOnce(servent));
        }
    }

    private Collection<HostAddress> someUltrapeers(int count) {
        if (ultrapeers.size() <= count) {
            return List.copyOf(ultrapeers);
        }
        var chosen = new LinkedHashSet<HostAddress>();
        while (chosen.size() < count) {
            chosen.add(ultrapeers.get(random.nextInt(ultrapeers.size())));
        }
        return chosen;
    }

    /** From now on everybody stays for one {@link Published#session}, and somebody new of the same role comes for each that goes; every other goes without a word. */
    public void churn() {
        List.copyOf(servents).stream().filter(servent -> !servent.hasLeft()).forEach(this::staysForASession);
    }

    private void staysForASession(CrowdServent servent) {
        net.time().after(Published.session(random), () -> {
            ultrapeers.remove(servent.address());
            if (random.nextBoolean()) {
                servent.vanish();
            } else {
                var _ = servent.leave();
            }
            staysForASession(arrive(servent.ultrapeer ? RoleChoice.ULTRAPEER : RoleChoice.LEAF, servent.files));
        });
    }

    /** Present hosts of one role that have at least {@code links} ultrapeers, as a part of all of that role. */
    public double linked(boolean ultrapeer, int links) {
        var present = servents.stream().filter(servent -> !servent.hasLeft() && servent.ultrapeer == ultrapeer).toList();
        return present.stream().filter(servent -> servent.ultrapeers() >= links).count() / (double) present.size();
    }

    /** Leaves look for the files planted on one host in {@code oneIn}, once each. */
    public List<Comparison> searchPlanted(int oneIn) {
        return search(List.of(oneIn), 0).values().stream().flatMap(List::stream).toList();
    }

    /**
     * Leaves look for planted files, and for others, popular ones more often: all within the same few minutes.
     *
     * @param oneIn kinds of planted files
     * @param popular searches for others; if there are any, ultrapeers look for the planted ones as well
     * @return by kind, in words
     */
    public Map<String, List<Comparison>> search(List<Integer> oneIn, int popular) {
        var wishes = new ArrayList<Wish>();
        for (var kind : oneIn) {
            for (var file : targets.getOrDefault(kind, List.of())) {
                wishes.add(new Wish("1 in " + kind + ", leaf asks", false, wordsOf(file)));
                if (popular > 0) {
                    wishes.add(new Wish("1 in " + kind + ", ultrapeer asks", true, wordsOf(file)));
                }
            }
        }
        for (var i = 0; i < popular; i++) {
            wishes.add(new Wish("popular, leaf asks", false, wordsOf(catalogue.draw())));
        }
        return search(wishes);
    }

    /** What one would type for it: any two or three words of its name. */
    private List<String> wordsOf(Catalogue.Entry file) {
        var words = new ArrayList<>(file.words().stream().filter(word -> word.length() > SHORT).toList());
        Collections.shuffle(words, random);
        return words.subList(0, Math.min(words.size(), 2 + random.nextInt(MOST_ASKED - 1)));
    }

    private Map<String, List<Comparison>> search(List<Wish> wishes) {
        var topology = new Snapshot(servents);
        var leaves = askers(topology, false);
        var others = askers(topology, true);
        var questions = new ArrayList<Question>();
        for (var wish : wishes) {
            var start = Duration.ofNanos(random.nextLong(ALL_STARTED.toNanos()));
            var question = new Question((wish.byUltrapeer() ? others : leaves).removeLast(), wish, net.time().nanos() + start.toNanos());
            questions.add(question);
            net.time().after(start, () -> question.asker().searches().start(1, String.join(" ", wish.words())));
        }
        net.run(ALL_STARTED.plus(ALL_OVER));
        var byKind = new LinkedHashMap<String, List<Comparison>>();
        questions.forEach(question -> byKind.computeIfAbsent(question.wish().kind(), _ -> new ArrayList<>()).add(compare(question, topology)));
        return byKind;
    }

    /** In any order, who is linked and has not asked yet. */
    private List<CrowdServent> askers(Snapshot topology, boolean ultrapeers) {
        var free = new ArrayList<>(topology.servents.stream()
                .filter(servent -> servent.ultrapeer == ultrapeers && servent.ultrapeers() > 0 && ledger.of(servent.guid).isEmpty())
                .toList());
        Collections.shuffle(free, random);
        return free;
    }

    private Comparison compare(Question question, Snapshot topology) {
        var told = ledger.of(question.asker().guid).orElseThrow(() -> new IllegalStateException("nobody heard of " + question.wish().words()));
        var having = new BitSet();
        var reached = new BitSet();
        var existing = 0;
        var asker = topology.servents.indexOf(question.asker());
        for (var i = 0; i < topology.size(); i++) {
            var servent = topology.servents.get(i);
            var matches = servent == question.asker() || !topology.isLinked(i) ? 0 : servent.files.matches(question.wish().words());
            existing += Math.min(matches, WANTED);
            having.set(i, matches > 0);
            reached.set(i, told.answered.contains(servent.guid));
        }
        var flooding = Flooding.from(asker, topology, reached, having);
        var first = told.firstAnswer < 0 ? -1 : (told.firstAnswer - question.at()) / 1_000_000;
        return new Comparison(
                String.join(" ", question.wish().words()),
                having.cardinality(),
                existing,
                question.wanted(),
                told.results,
                told.queries,
                told.messages(),
                told.bytes,
                first,
                flooding.queries(),
                flooding.hits(),
                flooding.ttl());
    }

    /** Bytes of query routing tables that arrived anywhere since the beginning. */
    public long tableBytes() {
        return ledger.tableBytes;
    }

    /** How full the tables are that ultrapeers have of leaves, or of other ultrapeers, on the average. */
    public double meanFill(boolean leaves) {
        return servents.stream()
                .filter(servent -> servent.ultrapeer && !servent.hasLeft())
                .flatMap(servent -> servent.fills(leaves))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** Links that ultrapeers have with ultrapeers and leaves, and leaves with ultrapeers, on the average. */
    public double[] meanLinks() {
        var topology = new Snapshot(servents);
        return new double[] {topology.meanUltrapeersOf(true), topology.meanLeaves(), topology.meanUltrapeersOf(false)};
    }
}
