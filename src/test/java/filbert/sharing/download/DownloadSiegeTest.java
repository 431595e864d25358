package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those we fetch from can do to us and to others, counted: the table in docs/operations.md. In virtual time. */
final class DownloadSiegeTest {
    private final VirtualNetwork net = new VirtualNetwork(17);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    @Test
    void alternateLocationsThatNameAVictim() {
        var content = Content.ofSize(4_000_000);
        var victim = net.host("9.9.9.9");
        var calls = new ArrayList<Integer>();
        var ports = IntStream.range(0, 600).map(i -> 2_000 + i).toArray();
        for (var port : ports) {
            listen(victim, port, calls);
        }
        var named = IntStream.of(ports).mapToObj(port -> "9.9.9.9:" + port).toList();
        var liars = IntStream.range(0, 5).mapToObj(i -> here.peer(content).script((self, request) -> Peer.status("503 Busy", "Retry-After: 60",
                "X-Alt: " + named.subList(i * 100, i * 100 + 50).stream().collect(Collectors.joining(","))))).toList();
        here.add(content, liars.toArray(Peer[]::new));
        here.run(Duration.ofHours(1));
        System.out.printf("alternate locations: five sources named 250 ports of one victim, again and again; it was called %d times in an hour%n", calls.size());
        assertThat(calls.size()).isBetween(1, 6); // three of a neighbourhood, twice each
    }

    private static void listen(filbert.simulation.VirtualHost victim, int port, java.util.List<Integer> calls) {
        try {
            victim.listener().listen(victim.at(port), link -> {
                calls.add(port);
                link.close();
            });
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bytesThatAreWrong() {
        var content = Content.ofSize(8_000_000);
        var wrong = Content.of(8_000_000, 99);
        net.bandwidth(300_000);
        var thex = "X-Thex-URI: /uri-res/N2X?urn:sha1:" + content.sha1() + ";" + content.root();
        var liars = IntStream.range(0, 3)
                .mapToObj(_ -> here.peer(content).script((self, request) -> request.startLine().contains("N2X") ? self.honestly(request) : self.file(request, 2_000_000, wrong.bytes(), thex)))
                .toList();
        var honest = here.peer(content);
        var all = Stream.concat(liars.stream(), Stream.of(honest)).toArray(Peer[]::new);
        var download = here.add(content, all);
        here.finish(download, content, Duration.ofMinutes(30));
        var wasted = liars.stream().mapToLong(peer -> peer.sent).sum();
        var asked = liars.stream().mapToInt(peer -> peer.requests.size()).sum();
        System.out.printf("hash pollution: three of four sources sent wrong bytes; %d KB of them came in %d requests before all three were banned, the file of %d KB is right%n", wasted / 1024, asked, content.size() / 1024);
        assertThat(wasted).isLessThan(content.size());
    }

    @Test
    void namesThatLeadElsewhere() {
        var names = java.util.List.of(
                "../../../etc/cron.d/x", "..\\..\\x.exe", "/etc/passwd", "C:\\Windows\\x", "con", "a\0b", "\u202Egpj.exe", ".bashrc", "x".repeat(5_000), "  . . ", "a/b:c*d?e\"f<g>h|i", "\r\nX: y");
        var inside = 0;
        for (var i = 0; i < names.size(); i++) {
            var content = Content.of(2_000 + i, i);
            var request = new DownloadRequest(3, content.sha1(), java.util.Optional.empty(), names.get(i), content.size(), java.util.List.of(here.peer(content).source()));
            var path = here.finish(here.queue().add(request), content, Duration.ofMinutes(2));
            inside += path.getParent().equals(here.finished.resolve("person-3")) ? 1 : 0;
        }
        System.out.printf("names that lead elsewhere: %d of %d files lie in the folder they belong into%n", inside, names.size());
        assertThat(inside).isEqualTo(names.size());
        assertThat(here.finished.toFile().list()).containsExactly("person-3");
    }
}
