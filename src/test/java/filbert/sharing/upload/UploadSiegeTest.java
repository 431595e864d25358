package filbert.sharing.upload;

import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.request;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.simulation.VirtualLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who come for files can do to us, counted: the table in docs/operations.md. In virtual time. */
final class UploadSiegeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int ATTACKERS = 60;

    @TempDir
    Path folder;

    private UploadScene scene;
    private ServedFile hazel;

    @BeforeEach
    void share() throws Exception {
        scene = new UploadScene(folder);
        hazel = scene.shelf.put("hazel.ogg", UploadScene.noise(3_000_000));
    }

    private long unsent() {
        return scene.us.links().stream().mapToLong(VirtualLink::unsentBytes).sum();
    }

    @Test
    void slowReaders() {
        var slow = IntStream.range(0, ATTACKERS).mapToObj(i -> scene.visitor("5." + (10 + i) + ".1.1")).toList();
        slow.forEach(visitor -> {
            visitor.link.reading(false);
            visitor.say(request("GET", n2r(hazel)).repeat(100));
        });
        var most = 0L;
        var seconds = 0;
        var held = 0;
        scene.run(SECOND);
        for (; seconds < 600 && scene.server.view().stream().anyMatch(view -> view.state().equals("sending")); seconds++) {
            scene.run(SECOND);
            most = Math.max(most, unsent());
            held = (int) Math.max(held, scene.server.view().stream().filter(view -> view.state().equals("sending")).count());
        }
        System.out.printf("slow readers: %d came, %d held slots, the last was cut after %d s, at most %d bytes of memory waited for all%n", ATTACKERS, held, seconds, most);
        assertThat(held).as("slots").isPositive();
        assertThat(seconds).isLessThan(300);
        assertThat(most).isLessThan(ATTACKERS * 256L * 1024);
        assertThat(scene.visitor("5.200.1.1").get(n2r(hazel), "Range: bytes=0-99").status()).isIn(206, 503);
    }

    @Test
    void headersThatNeverEnd() {
        var open = IntStream.range(0, ATTACKERS).mapToObj(i -> scene.visitor("5.10.1.1").say("GET /x HTTP/1.1\r\n")).toList();
        scene.run(SECOND);
        var admitted = open.stream().filter(visitor -> !visitor.heard.isClosed()).count();
        var large = scene.visitor("5.11.1.1").say("GET /x HTTP/1.1\r\n" + "X-Hazel: grove\r\n".repeat(5_000));
        scene.run(SECOND);
        System.out.printf("header floods: of %d from one address %d were let in; 5,000 lines were answered %s%n", ATTACKERS, admitted, large.heard.text().lines().findFirst().orElse("by hanging up"));
        assertThat(admitted).isLessThanOrEqualTo(8);
        assertThat(large.heard.isClosed()).isTrue();
        scene.run(Duration.ofSeconds(100));
        assertThat(open).allMatch(visitor -> visitor.heard.isClosed());
        assertThat(scene.visitor("5.12.1.1").head(n2r(hazel)).status()).isEqualTo(200);
    }

    @Test
    void rangesByTheThousand() {
        var visitor = scene.visitor("5.10.1.1");
        var answered = 0;
        for (var i = 0; i < 5_000 && !visitor.closed(); i++) {
            answered += visitor.get(n2r(hazel), "Range: bytes=" + i * 2 + "-" + i * 2).status() == 206 ? 1 : 0;
        }
        var many = scene.visitor("5.11.1.1");
        var list = "0-0,".repeat(2_000) + "0-0";
        many.say(request("GET", n2r(hazel), "Range: bytes=" + list));
        scene.run(Duration.ofSeconds(5));
        var status = many.heard.text().lines().findFirst().orElse("hung up");
        System.out.printf("ranges by the thousand: %d of 5,000 of one byte answered, one slot in use, at most %d bytes waited; 2,001 in one header: %s%n", answered, unsent(), status);
        assertThat(scene.server.view().stream().filter(view -> view.state().equals("sending")).count()).isLessThanOrEqualTo(1);
        assertThat(unsent()).isLessThan(256 * 1024);
        assertThat(many.heard.text().length()).isLessThan(2_000);
    }

    @Test
    void names() {
        var attempts = java.util.List.of(
                "/gnutella/res/C:\\Windows\\win.ini", "/gnutella/res//etc/passwd", "/magnet10/../../x", "/get/1/../../etc/passwd", "/get/1/%2e%2e%2fpasswd", "/get/1/%5c%5chost%5cshare",
                "/get/1/x%00.ogg", "/get/1/%252e%252e%252fpasswd", "/get/1/C:%5cx", "/uri-res/N2R?urn:sha1:../../x", "/get/99999999999999999999/x", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd");
        var refused = 0;
        for (var i = 0; i < attempts.size(); i++) {
            var visitor = scene.visitor("5." + (10 + i) + ".1.1").say("GET " + attempts.get(i) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            scene.run(Duration.ofSeconds(2));
            refused += visitor.heard.text().matches("(?s)HTTP/1\\.1 (400|404) .*") ? 1 : 0;
        }
        System.out.printf("names that lead elsewhere: %d of %d answered 400 or 404, %d files sent%n", refused, attempts.size(), scene.server.view().size());
        assertThat(refused).isEqualTo(attempts.size());
        assertThat(scene.server.view()).isEmpty();
    }
}
