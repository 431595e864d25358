package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.net.Link;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that others give a file, from where they come in to the file on disk. Nothing may lie anywhere but in the folder it was to go to. */
final class HostileNamesTest {
    private static final Guid GUID = Guid.parse("3e0d3102d62a5b99ef138a641188238f");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(8);
    private final Content content = Content.ofSize(300_000);

    /** Deep enough that whoever climbs out of ours is still in it. */
    @TempDir
    private Path outside;

    private Downloader here;
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        here = new Downloader(net, Files.createDirectories(outside.resolve("a/b/c/d"))).started();
        peer = new Peer(net.host("5.8.1.1"), content).listening();
    }

    static Stream<String> names() {
        return Stream.of(
                "../../../etc/cron.d/hazel.ogg",
                "..\\..\\..\\Windows\\win.ini",
                "/etc/passwd",
                "C:\\Windows\\win.ini",
                "\\\\server\\share\\hazel.ogg",
                "..",
                ".",
                "../",
                "hazel/../../../x",
                "%2e%2e%2f%2e%2e%2fx",
                "a\0/../../x",
                ".bashrc",
                "~/.ssh/authorized_keys",
                "song\u202E3pm.exe",
                "x\r\nSet-Cookie: a=b",
                "CON.txt",
                "ä/".repeat(120) + "x");
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("T-63 of a hit")
    void ofAHit(String name) throws IOException {
        var source = new Source(peer.address(), Guid.ZERO, 7, name, "PEER", 0, false, false, List.of());
        arrives(new DownloadRequest(3, content.sha1(), Optional.empty(), name, content.size(), List.of(source)));
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("T-63 of a magnet")
    void ofAMagnet(String name) throws IOException {
        var magnet = Magnet.parse("magnet:?xt=urn:sha1:" + content.sha1() + "&dn=" + URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "&xl=" + content.size() + "&as=http://5.8.1.1:6346/uri-res/N2R?urn:sha1:" + content.sha1()).getFirst();
        arrives(new DownloadRequest(3, magnet.sha1(), magnet.tigerRoot(), magnet.name(), magnet.size(), magnet.sources()));
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("T-63 of a GIV: what stands behind the GUID names nothing")
    void ofAGiv(String name) throws IOException {
        here.host().listener().listen(here.host().at(6346), link -> link.handler(new Reception(link)));
        here.pushesClaimable.add(GUID);
        var download = here.queue().add(Downloader.request(content, content.size(), List.of(peer.pushed(GUID))));
        here.run(Duration.ofSeconds(2));
        peer.calls(here.host().at(6346), "GIV 7:" + GUID + "/" + name.replace("\r\n", " ") + "\n\n");
        assertThat(here.finish(download, content, MINUTE)).isEqualTo(here.finished.resolve("person-3").resolve("blue hazel.ogg"));
        nothingElseLiesAnywhere();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("T-63 of a Content-Disposition: it names nothing")
    void ofAContentDisposition(String name) throws IOException {
        var bare = "attachment; filename=\"" + name.replaceAll("[\r\n]", "") + "\"";
        var encoded = "inline; filename*=\"utf-8'en'" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "\"";
        peer.script((p, request) ->
                p.file(request, 100_000, content.bytes(), "Content-Disposition: " + (p.requests.size() % 2 == 0 && name.length() < 200 ? bare : encoded)));
        var download = here.add(content, peer);
        assertThat(here.finish(download, content, MINUTE)).isEqualTo(here.finished.resolve("person-3").resolve("blue hazel.ogg"));
        nothingElseLiesAnywhere();
    }

    private void arrives(DownloadRequest request) throws IOException {
        var path = here.finish(here.queue().add(request), content, MINUTE);
        assertThat(path.toRealPath().getParent()).isEqualTo(here.finished.resolve("person-3").toRealPath());
        assertThat(path.getFileName().toString()).doesNotStartWith(".").doesNotContainPattern("[/\\\\:\\p{Cntrl}\\u202A-\\u202E]");
        nothingElseLiesAnywhere();
    }

    /** One file in all, and that in its folder. */
    private void nothingElseLiesAnywhere() throws IOException {
        try (var all = Files.walk(outside)) {
            var files = all.filter(path -> !Files.isDirectory(path)).filter(path -> !path.startsWith(here.incomplete)).toList();
            assertThat(files).singleElement().satisfies(file -> assertThat(file.getParent()).isEqualTo(here.finished.resolve("person-3")));
        }
        assertThat(here.unfinishedFiles()).isEmpty();
    }

    private final class Reception implements Link.Handler {
        private final Link link;

        Reception(Link link) {
            this.link = link;
        }

        @Override
        public void received(ByteBuf bytes) {
            here.queue().givCallers().giv(link, bytes);
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }
}
