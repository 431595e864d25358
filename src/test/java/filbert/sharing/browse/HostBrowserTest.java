package filbert.sharing.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Recorder;
import filbert.servent.push.Pushes;
import filbert.servent.routing.FixedSelf;
import filbert.servent.search.ListedLibrary;
import filbert.servent.search.Listing;
import filbert.servent.search.OwnHits;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.servent.search.UploadSlots;
import filbert.sharing.browse.HostListing.State;
import filbert.simulation.VirtualHost;
import filbert.simulation.VirtualNetwork;
import filbert.wire.Zlib;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** We ask a host for its list, on a virtual network. */
final class HostBrowserTest {
    private static final Guid SERVENT = Guid.parse("0123456789abcdef0123456789abcdef");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/x-gnutella-packets\r\n";

    private final VirtualNetwork net = new VirtualNetwork(5).latency(Duration.ofMillis(1), Duration.ofMillis(3)).largestPortion(1_000);
    private final VirtualHost host = net.host("5.2.2.2");
    private final HostAddress address = host.at(6346);
    private final Recorder heard = new Recorder();
    private final List<Source> pushed = new ArrayList<>();
    private boolean calls = true; // what a caller is believed to have been asked for
    private final HostBrowser browser = new HostBrowser(
            net.host("5.1.1.1").network(AddressScope.PUBLIC),
            new Pushes() {
                @Override
                public boolean ask(Source source) {
                    pushed.add(source);
                    return true;
                }

                @Override
                public boolean claim(Guid servent) {
                    return calls;
                }
            },
            net.instants(),
            "Filbert/1.0");

    private void answers(byte[] reply, boolean closing) {
        try {
            host.listener().listen(address, link -> link.handler(new Answering(link, reply, closing)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens first, then says its piece. */
    private final class Answering implements Link.Handler {
        private final Link link;
        private final byte[] reply;
        private final boolean closing;
        private boolean said;

        Answering(Link link, byte[] reply, boolean closing) {
            this.link = link;
            this.reply = reply;
            this.closing = closing;
        }

        @Override
        public void received(ByteBuf bytes) {
            heard.received(bytes);
            if (!said && heard.text().endsWith("\r\n\r\n")) {
                said = true;
                link.write(Unpooled.wrappedBuffer(reply));
                if (closing) {
                    link.closeAfterWrites();
                }
            }
        }

        @Override
        public void closed(@Nullable IOException cause) {
            heard.closed(cause);
        }
    }

    private HostListing browse() {
        assertThat(browser.visit(Browsing.Wanted.direct(address))).isEqualTo(Browsing.Begun.ASKED);
        assertThat(net.runUntil(() -> listing().state().ended(), Duration.ofMinutes(5))).as("%s", listing().state()).isTrue();
        return listing();
    }

    private HostListing listing() {
        return browser.listing(address).orElseThrow();
    }

    private static byte[] bytes(Object... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return all.toByteArray();
    }

    private static byte[] message(Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(new Guid(1, 2), 1, 0, message, out);
        return ByteBufUtil.getBytes(out);
    }

    private static Result file(int index, String name) {
        return new Result(index, 1_000 + index, name, Optional.of(new Urn(Optional.of(new Sha1(1, index, 3)), Optional.empty())), Ggep.EMPTY);
    }

    private static QueryHit hit(Result... files) {
        var trailer = new QueryHit.Trailer(Flag.NO, Flag.NO, Flag.UNSAID, Flag.UNSAID, false);
        return new QueryHit(HostAddress.parse("5.9.9.9:1").orElseThrow(), 5, List.of(files), "TEST", trailer, "", Ggep.EMPTY, SERVENT);
    }

    private static byte[] hits(int count) {
        var all = new ByteArrayOutputStream();
        for (var first = 0; first < count; first += 10) {
            all.writeBytes(message(hit(IntStream.range(first, Math.min(count, first + 10)).mapToObj(i -> file(i + 1, "leaf " + i + ".txt")).toArray(Result[]::new))));
        }
        return all.toByteArray();
    }

    private static byte[] chunked(byte[] body) {
        var all = new ByteArrayOutputStream();
        for (var at = 0; at < body.length; at += 700) {
            var piece = Arrays.copyOfRange(body, at, Math.min(body.length, at + 700));
            all.writeBytes(bytes(Integer.toHexString(piece.length), ";x=y\r\n", piece, "\r\n"));
        }
        return bytes(all.toByteArray(), "0\r\nTrailer: yes\r\n\r\n");
    }

    @ParameterizedTest
    @DisplayName("T-54 Bodies until the connection closes, of a length, in chunks and packed by zlib are read")
    @ValueSource(strings = {"close", "length", "chunked", "zlib", "zlib chunked"})
    void allBodiesAreRead(String form) {
        var plain = bytes(message(Ping.PLAIN), hits(235));
        answers(switch (form) {
            case "close" -> bytes(OK, "\r\n", plain);
            case "length" -> bytes(OK, "Content-Length: ", plain.length, "\r\n\r\n", plain, "not ours");
            case "chunked" -> bytes(OK, "Transfer-Encoding: chunked\r\n\r\n", chunked(plain));
            case "zlib" -> bytes(OK, "Content-Encoding: deflate\r\n\r\n", Zlib.deflate(plain));
            default -> bytes(OK, "Content-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n", chunked(Zlib.deflate(plain)));
        }, form.equals("close") || form.equals("zlib"));

        var listing = browse();
        assertThat(listing.state()).as(listing.words()).isEqualTo(State.COMPLETE);
        assertThat(listing.files()).hasSize(235).allSatisfy(file -> {
            assertThat(file.source().address()).as("where we asked, whatever the hit says").isEqualTo(address);
            assertThat(file.source().servent()).isEqualTo(SERVENT);
        });
        assertThat(heard.text())
                .startsWith("GET / HTTP/1.1\r\n")
                .contains("Accept: application/x-gnutella-packets\r\n", "Connection: close\r\n", "Host: 5.2.2.2:6346\r\n")
                .doesNotContain("Accept-Encoding");
    }

    @Test
    void anotherFilbertsFoldersAreFolders() {
        var library = new ListedLibrary();
        library.add("Music/Old songs", "a.ogg", 3, Tags.NONE);
        library.add("", "b.txt", 5, Tags.NONE);
        var told = new Listing(library, new OwnHits(FixedSelf.leaf(1), AddressScope.PUBLIC, new UploadSlots() {
            @Override
            public boolean allTaken() {
                return false;
            }

            @Override
            public boolean tellsFolders() {
                return true;
            }

            @Override
            public long kilobitsPerSlot() {
                return 100;
            }
        })).behind(0, 10);
        answers(bytes(OK, "\r\n", told.hits().stream().map(HostBrowserTest::message).reduce(new byte[0], (all, next) -> bytes(all, next))), true);

        assertThat(browse().files())
                .extracting(file -> String.join("/", file.folder()), HostListing.Shared::name)
                .containsExactly(tuple("Music/Old songs", "a.ogg"), tuple("", "b.txt"));
    }

    @Test
    void aHostThatSharesNothingIsComplete() {
        answers(bytes(OK, "\r\n"), true);
        assertThat(browse()).returns(State.COMPLETE, HostListing::state).returns(List.of(), HostListing::files);
    }

    @ParameterizedTest
    @CsvSource({"403, Browse Host Disabled", "406, Not Acceptable", "429, Cannot Browse Too Often", "503, Busy"})
    void refusalsAreSaid(int status, String words) {
        answers(bytes("HTTP/1.1 ", status, " ", words, "\r\nContent-Length: 0\r\n\r\n"), true);
        assertThat(browse()).returns(State.REFUSED, HostListing::state).returns(status, HostListing::status).returns(words, HostListing::words);
    }

    @Test
    void namesAreData() {
        var nasty = hit(
                file(1, "Music/../../Album\\a\u202Egpj.ogg"),
                file(2, "../.."),
                new Result(3, 5, "b.txt", Optional.empty(), Ggep.EMPTY.with("PATH", "Books/Old".getBytes(StandardCharsets.UTF_8))));
        answers(bytes(OK, "\r\n", message(nasty)), true);
        var files = browse().files();
        assertThat(files).hasSize(2);
        assertThat(files.getFirst().folder()).containsExactly("Music", "Album");
        assertThat(files.getFirst().name()).isEqualTo("agpj.ogg");
        assertThat(files.getLast().folder()).containsExactly("Books", "Old");
    }

    @Test
    void aListCutInTheMiddleKeepsWhatCame() {
        var plain = hits(20);
        answers(bytes(OK, "\r\n", Arrays.copyOf(plain, plain.length - 5)), true);
        assertThat(browse()).returns(State.BROKEN, HostListing::state).returns(10, listing -> listing.files().size());
    }

    @Test
    void chunksCutShortAreNotTheWholeList() {
        answers(bytes(OK, "Transfer-Encoding: chunked\r\n\r\n", Integer.toHexString(hits(10).length), "\r\n", hits(10), "\r\n"), true);
        assertThat(browse()).returns(State.BROKEN, HostListing::state).returns(10, listing -> listing.files().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Encoding: gzip", "Transfer-Encoding: gzip", "Content-Type: text/html", "Content-Encoding: deflate", "Transfer-Encoding: chunked"})
    void whatIsNoListIsBroken(String header) {
        var head = header.startsWith("Content-Type") ? "HTTP/1.1 200 OK\r\n" : OK;
        answers(bytes(head, header, "\r\n\r\n<html>what is this supposed to be?</html>"), true);
        assertThat(browse().state()).isEqualTo(State.BROKEN);
    }

    @Test
    @DisplayName("T-54 It stops at 100,000 results")
    void stopsAtTheMostFiles() {
        answers(bytes(OK, "\r\n", hits(Visit.MOST_FILES + 50)), false);
        assertThat(browse()).returns(State.TOO_LONG, HostListing::state).returns(Visit.MOST_FILES, listing -> listing.files().size());
        net.run(Duration.ofSeconds(1));
        assertThat(heard.isClosed()).isTrue();
    }

    @Test
    @DisplayName("T-54 A bomb of deflated nothing is not inflated to its end")
    void bombsDoNotGoOff() {
        answers(bytes(OK, "Content-Encoding: deflate\r\n\r\n", Zlib.deflate(new byte[48 << 20])), true);
        assertThat(browse().state()).isEqualTo(State.BROKEN);
    }

    @Test
    @DisplayName("T-54 A silent host is left after 30 seconds, a slow one after 120")
    void patienceEnds() {
        answers(new byte[0], false);
        var before = net.time().nanos();
        assertThat(browse().state()).isEqualTo(State.TIMED_OUT);
        assertThat(Duration.ofNanos(net.time().nanos() - before)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void aTrickleEndsToo() throws IOException {
        host.listener().listen(address, link -> {
            link.handler(heard);
            link.write(Unpooled.wrappedBuffer(bytes(OK, "\r\n")));
            link.loop().every(Duration.ofSeconds(10), () -> link.write(Unpooled.wrappedBuffer(hits(10))));
        });
        var before = net.time().nanos();
        assertThat(browse()).returns(State.TOO_LONG, HostListing::state).satisfies(listing -> assertThat(listing.files()).hasSizeBetween(90, 120));
        assertThat(Duration.ofNanos(net.time().nanos() - before)).isBetween(Visit.LONGEST, Visit.LONGEST.plusSeconds(2));
    }

    @Test
    void hostsOutOfScopeAreNotCalled() {
        var home = HostAddress.parse("192.168.1.1:6346").orElseThrow();
        assertThat(browser.visit(Browsing.Wanted.direct(home))).isEqualTo(Browsing.Begun.NOT_REACHABLE);
        assertThat(browser.listing(home)).isEmpty();
    }

    @Test
    void whoIsNotThereIsNotReached() {
        assertThat(browse().state()).isEqualTo(State.NOT_REACHED);
    }

    @Test
    void aFirewalledHostIsAskedToCall() {
        var wanted = new Browsing.Wanted(address, Optional.of(SERVENT), true, List.of());
        assertThat(browser.visit(wanted)).isEqualTo(Browsing.Begun.ASKED);
        assertThat(listing().state()).isEqualTo(State.WAITING);
        assertThat(browser.visit(wanted)).isEqualTo(Browsing.Begun.UNDER_WAY);
        assertThat(pushed).singleElement().returns(SERVENT, Source::servent);
        net.run(HostBrowser.CALL_IS_DUE.plusSeconds(1));
        assertThat(listing().state()).isEqualTo(State.NOT_CALLED);
    }

    @Test
    void onlyWhoWasAskedMayCall() {
        var links = new ArrayList<Link>();
        answers(new byte[0], false);
        net.host("5.1.1.1").dialer().dial(address, Duration.ofSeconds(5), links::add, _ -> {});
        net.run(Duration.ofSeconds(1));
        assertThat(browser.called(SERVENT, links.getFirst())).isFalse();
    }

    @Test
    void onlyTheLatestListsAreKept() {
        for (var i = 1; i <= HostBrowser.MOST_KEPT + 3; i++) {
            browser.visit(Browsing.Wanted.direct(HostAddress.parse("5.3.3." + i + ":6346").orElseThrow()));
            net.run(Duration.ofSeconds(30));
        }
        assertThat(browser.listing(HostAddress.parse("5.3.3.3:6346").orElseThrow())).isEmpty();
        assertThat(browser.listing(HostAddress.parse("5.3.3.11:6346").orElseThrow())).isPresent();
    }

    private Browsing.Wanted behindItsFirewall(String at) {
        return new Browsing.Wanted(HostAddress.parse(at).orElseThrow(), Optional.of(SERVENT), true, List.of());
    }

    private State stateOf(Browsing.Wanted wanted) {
        return browser.listing(wanted.address()).orElseThrow().state();
    }

    @Test
    void aCallThatSomebodyElseHadAskedForLeavesTheWaitingToItsEnd() {
        calls = false;
        var waiting = behindItsFirewall("10.0.0.5:6346");
        assertThat(browser.visit(waiting)).isEqualTo(Browsing.Begun.ASKED);
        var links = new ArrayList<Link>();
        answers(bytes(OK), false);
        net.host("5.1.1.1").dialer().dial(address, Duration.ofSeconds(5), links::add, _ -> {});
        net.run(Duration.ofSeconds(1));
        assertThat(browser.called(SERVENT, links.getFirst())).isFalse();
        net.run(HostBrowser.CALL_IS_DUE);
        assertThat(stateOf(waiting)).isEqualTo(State.NOT_CALLED);
    }

    @Test
    void twoAddressesOfOneServentAreBothWaitedForToTheEnd() {
        var one = behindItsFirewall("10.0.0.5:6346");
        var other = behindItsFirewall("10.0.0.6:6346");
        browser.visit(one);
        browser.visit(other);
        net.run(HostBrowser.CALL_IS_DUE.plusSeconds(1));
        assertThat(stateOf(one)).isEqualTo(State.NOT_CALLED);
        assertThat(stateOf(other)).isEqualTo(State.NOT_CALLED);
    }
}
