package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.RunningFilbert;
import filbert.config.engine.Membership;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.NetworkView.NeighbourView;
import filbert.sharing.library.FolderLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Filbert as ultrapeer, two leaves of it and two ultrapeers beside it that are gtk-gnutellas, and three more Filberts that ask from all sides, because
 * a gtk-gnutella without a screen cannot. {@value #MINUTES} says for how long, an hour unless told.
 */
@Tag("interop")
@EnabledIfEnvironmentVariable(
        named = GtkGnutella.BINARY,
        matches = ".+",
        disabledReason = "interoperation with gtk-gnutella: set " + GtkGnutella.BINARY + " to the path of its binary")
@EnabledIfEnvironmentVariable(
        named = HourTogetherTest.MINUTES,
        matches = "\\d+",
        disabledReason = "takes as long as it says: set " + HourTogetherTest.MINUTES + " to a number of minutes, 60 for the whole")
final class HourTogetherTest {
    static final String MINUTES = "FILBERT_INTEROP_MINUTES";

    private static final int PORT = 6501;
    private static final int NOBODY = 6999;
    private static final long PERSON = 1;
    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ONE_SEARCH = Duration.ofSeconds(50);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int ROUNDS_A_MEASURE = 6;

    private static final List<String> TAILS = List.of("an", "be", "co", "di", "es", "fu", "go", "hi", "in", "jo", "ka", "lu", "mi", "no", "op", "pa", "qu");

    /** Pongs with a loopback address are no use to it; datagrams between two hosts are throttled without a word. */
    private static final Set<String> HARMLESS = Set.of("pong_unusable", "throttle");

    /** It logs what flow control made it drop. */
    private static final Map<String, String> TALKATIVE = Map.of("node_debug", "4");

    /** Of others, that is, of ours too: a ping of its own (hops 0) may go as it pleases. */
    private static final Pattern FLOW_CONTROLLED = Pattern.compile(".*FLOWC function=\\d+ ttl=\\d+ hops=[1-9].*");

    /** The later half's live heap may be this much above the earlier's, for the searches that are remembered. */
    private static final double FLAT = 1.25;

    private final boolean inside = System.getenv(GtkGnutellaPushTest.INSIDE) != null;
    private final String loopback = "127." + (1 + new SecureRandom().nextInt(250)) + "." + new SecureRandom().nextInt(250) + ".";
    private final Map<String, Sha1> files = new LinkedHashMap<>();
    private final Map<String, Integer> turns = new ConcurrentHashMap<>();
    private final Queue<String> missed = new ConcurrentLinkedQueue<>();
    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();
    private final Executor askers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Long> heap = new ArrayList<>();

    @TempDir
    Path root;

    @Test
    @DisplayName("nobody says goodbye, nothing is thrown away, everything is found, and memory stays")
    void together() throws IOException {
        try (var hazel = filbert(1, "ultrapeer", "hazel grove");
                var firstLeaf = GtkGnutella.start(ip(11), GtkGnutella.Role.LEAF, shared("amber meadow"), TALKATIVE);
                var secondLeaf = GtkGnutella.start(ip(12), GtkGnutella.Role.LEAF, shared("birch lantern"), TALKATIVE);
                var firstPeer = GtkGnutella.start(ip(13), GtkGnutella.Role.ULTRAPEER, shared("cedar harbour"), TALKATIVE);
                var secondPeer = GtkGnutella.start(ip(14), GtkGnutella.Role.ULTRAPEER, shared("dogwood river"), TALKATIVE);
                var ours = filbert(2, "leaf", "elder window");
                var firstGuest = filbert(3, "leaf", "fern cottage");
                var secondGuest = filbert(4, "leaf", "ginkgo bridge")) {
            var filberts = Map.of("hazel", hazel, "elder", ours, "fern", firstGuest, "ginkgo", secondGuest);
            await("every library", () -> filberts.values().stream()
                    .allMatch(filbert -> filbert.part(FolderLibrary.class).view().networkFiles() > 0));
            var peers = List.of(firstLeaf, secondLeaf, firstPeer, secondPeer);
            for (var peer : peers) {
                peer.call(at(1));
            }
            connect(ours, at(1));
            connect(firstGuest, firstPeer.address());
            connect(secondGuest, secondPeer.address());
            await("all neighbours", () -> neighbours(hazel).size() == peers.size() + 1
                    && filberts.values().stream().allMatch(filbert -> neighbours(filbert).stream()
                            .allMatch(neighbour -> neighbour.tableFill() >= 0 || neighbour.role().equals("ultrapeer"))
                            && !neighbours(filbert).isEmpty()));
            await("the first of everything", () -> everybodyFindsEverything(filberts));

            var links = ids(filberts);
            var end = System.nanoTime() + Duration.ofMinutes(Long.parseLong(System.getenv(MINUTES))).toNanos();
            for (var round = 0; System.nanoTime() < end; round++) {
                var begin = System.nanoTime();
                everybodyFindsOne(filberts, round);
                if (round % ROUNDS_A_MEASURE == 0) {
                    measure(peers);
                }
                assertThat(ids(filberts)).as("the links of the beginning").isEqualTo(links);
                pause(ROUND.toNanos() - (System.nanoTime() - begin));
            }
            report(hazel, peers);
            assertThat(missed).as("files not found, and " + waits.size() + " found").isEmpty();
            for (var peer : peers) {
                assertThat(peer.isAlive()).isTrue();
                assertThat(peer.drops().keySet()).as("messages of ours thrown away").isSubsetOf(HARMLESS);
                assertThat(peer.log().lines()).as("what flow control threw away").noneMatch(line -> FLOW_CONTROLLED.matcher(line).matches());
            }
            for (var filbert : filberts.values()) {
                assertThat(filbert.part(Membership.class).overlay().bans()).isEmpty();
            }
            assertThat(hazel.part(Membership.class).overlay().messageCounts())
                    .filteredOn(type -> !type.type().equals("vendor")) // those we have no use for are ignored
                    .allMatch(type -> type.dropped() == 0);
            assertThat((double) median(heap.subList(heap.size() / 2, heap.size()))).as("live heap, bytes: " + heap)
                    .isLessThan(FLAT * median(heap.subList(heap.size() / 4, heap.size() / 2 + 1)));
        }
    }

    private boolean everybodyFindsEverything(Map<String, RunningFilbert> filberts) {
        return filberts.entrySet().stream().allMatch(asker -> files.keySet().stream()
                .filter(name -> !name.startsWith(asker.getKey()))
                .allMatch(name -> finds(asker.getValue(), name)));
    }

    /** In turn, because the same words within a minute are the same run; all at once, because a gtk-gnutella takes its time with a leaf's query. */
    private void everybodyFindsOne(Map<String, RunningFilbert> filberts, int round) {
        var searches = new ArrayList<CompletableFuture<Void>>();
        for (var asker : filberts.entrySet()) {
            var others = files.keySet().stream().filter(name -> !name.startsWith(asker.getKey())).toList();
            var name = others.get(round % others.size());
            var begin = System.nanoTime();
            searches.add(CompletableFuture.runAsync(() -> {
                if (finds(asker.getValue(), name)) {
                    waits.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
                } else {
                    missed.add(asker.getKey() + " asked for " + name + " in round " + round + ", until " + Instant.now());
                }
            }, askers));
        }
        searches.forEach(CompletableFuture::join);
    }

    /**
     * Never the same for one file: a gtk-gnutella lets no leaf ask the same again within half an hour. Always two words that differ: it answers a word asked
     * for twice only with files that bear it twice.
     */
    private String words(String name) {
        var others = TAILS.size() - 1;
        var turn = turns.merge(name, 1, Integer::sum) % (TAILS.size() * others);
        var first = turn / others;
        return tail(name, first) + " " + tail(name, (first + 1 + turn % others) % TAILS.size());
    }

    private static String tail(String name, int number) {
        return name.substring(0, name.indexOf(' ')) + TAILS.get(number);
    }

    private boolean finds(RunningFilbert asker, String name) {
        var searches = asker.part(Membership.class).searches();
        var id = searches.start(PERSON, words(name));
        var begin = System.nanoTime();
        var found = false;
        while (!found && System.nanoTime() - begin < ONE_SEARCH.toNanos()) {
            found = searches.view(id).stream()
                    .flatMap(search -> search.files().stream())
                    .anyMatch(file -> file.sha1().equals(Optional.ofNullable(files.get(name))));
            if (!found) {
                pause(LOOK_AGAIN.toNanos());
            }
        }
        searches.stop(id);
        return found;
    }

    private void measure(List<GtkGnutella> peers) throws IOException {
        System.gc();
        var runtime = Runtime.getRuntime();
        heap.add(runtime.totalMemory() - runtime.freeMemory());
        for (var peer : peers) {
            assertThat(peer.drops().keySet()).as("messages of ours thrown away, so far").isSubsetOf(HARMLESS);
        }
    }

    private void report(RunningFilbert hazel, List<GtkGnutella> peers) throws IOException {
        System.out.printf("found %d, not found %s; until found, ms: half %d, longest %d%nlive heap of four Filberts, MB: %s%n", waits.size(), missed,
                median(List.copyOf(waits)), Collections.max(waits), heap.stream().map(bytes -> bytes >> 20).toList());
        for (var neighbour : neighbours(hazel)) {
            System.out.printf("%s %s since %s, messages in %d, out %d, %s%n", neighbour.address(), neighbour.userAgent(), neighbour.since(),
                    neighbour.messagesIn(), neighbour.messagesOut(), neighbour.tls());
        }
        hazel.part(Membership.class).overlay().messageCounts().forEach(System.out::println);
        for (var peer : peers) {
            System.out.printf("%s threw away %s%n", peer.address(), peer.drops());
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static Map<String, List<Long>> ids(Map<String, RunningFilbert> filberts) {
        var ids = new TreeMap<String, List<Long>>();
        filberts.forEach((name, filbert) -> ids.put(name, neighbours(filbert).stream().map(NeighbourView::id).sorted().toList()));
        return ids;
    }

    private static List<NeighbourView> neighbours(RunningFilbert filbert) {
        return filbert.part(Membership.class).overlay().view().neighbours();
    }

    private static void connect(RunningFilbert leaf, HostAddress ultrapeer) {
        leaf.part(Membership.class).overlay().connect(ultrapeer);
    }

    private RunningFilbert filbert(int number, String role, String name) throws IOException {
        var folder = Files.createDirectories(root.resolve("shared" + number));
        shared(name).forEach((file, bytes) -> write(folder.resolve(file), bytes));
        return RunningFilbert.setUp(
                root.resolve("data" + number),
                "network.bind-address=" + ip(number),
                "network.port=" + PORT,
                "network.hosts=" + hosts(number),
                "network.role=" + role,
                "sharing.folders=" + folder + "=network");
    }

    /** Its ultrapeer, if it hangs on one; and everybody else's address with a port nobody has, so that they may call and send datagrams. */
    private String hosts(int number) {
        var neighbours = Stream.of(1, 2, 3, 4, 11, 12, 13, 14).filter(other -> other != number).map(other -> ip(other) + ":" + NOBODY);
        var ultrapeer = switch (number) {
            case 2 -> Stream.of(ip(1) + ":" + PORT);
            case 3 -> Stream.of(ip(13) + ":6346");
            case 4 -> Stream.of(ip(14) + ":6346");
            default -> Stream.<String>empty();
        };
        return Stream.concat(ultrapeer, neighbours).collect(Collectors.joining(","));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> shared(String name) {
        var bytes = new byte[200_000];
        new Random(name.hashCode()).nextBytes(bytes);
        try {
            files.put(name, Sha1.of(MessageDigest.getInstance("SHA-1").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        var words = IntStream.range(0, TAILS.size()).mapToObj(number -> tail(name, number)).collect(Collectors.joining(" "));
        return Map.of(name + " " + words + ".bin", bytes);
    }

    private HostAddress at(int number) {
        return HostAddress.parse(ip(number) + ":" + PORT).orElseThrow();
    }

    private String ip(int number) {
        return inside ? "5.80." + number + ".1" : loopback + number;
    }

    private static void await(String what, BooleanSupplier condition) {
        var begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("not " + what + " within " + PATIENCE);
            }
            pause(LOOK_AGAIN.toNanos());
        }
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }
}
