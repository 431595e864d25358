package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.disk.Content;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Push;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leaf that nobody can call, its ultrapeer, and another leaf that wants its file: whole servents of the public network. */
final class PushProxyTest {
    private static final Content CONTENT = Content.ofSize(300_000);

    private final VirtualNetwork net = new VirtualNetwork(21).latency(Duration.ofMillis(5), Duration.ofMillis(20)).largestPortion(20_000);
    private final List<FileServent> everybody = new ArrayList<>();

    @TempDir
    Path root;

    private FileServent hub;
    private FileServent far;
    private FileServent owner;
    private FileServent asker;

    @BeforeEach
    void settle() {
        hub = add(FileServent.ultrapeer(net, "5.1.1.1", root));
        far = add(FileServent.ultrapeer(net, "5.2.1.1", root, hub));
        net.host("5.3.1.1").behindAFirewall();
        owner = add(FileServent.sharing(net, "5.3.1.1", root, "hazel song.ogg", CONTENT, hub));
        asker = add(FileServent.leaf(net, "5.4.1.1", root, far));
        net.run(Duration.ofMinutes(2));
        knock(hub);
        knock(far);
        knock(asker);
        net.run(Duration.ofMinutes(1));
        assertThat(hub.neighbours()).isEqualTo(2);
    }

    private FileServent add(FileServent one) {
        everybody.add(one);
        return one;
    }

    /** Somebody calls, which proves that one can be called. */
    private void knock(FileServent at) {
        net.host("5.9.1.1").dialer().dial(at.address(), Duration.ofSeconds(5), link -> link.close(), _ -> {});
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(FileServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    private FoundFile find() {
        var search = asker.search("hazel");
        assertThat(net.runUntil(() -> asker.found(search).isPresent(), Duration.ofMinutes(2))).isTrue();
        return asker.found(search).orElseThrow();
    }

    private Source found(FoundFile file) {
        return file.sources().getFirst();
    }

    private void arrives(DownloadView download, Duration limit) {
        assertThat(net.runUntil(() -> asker.view(download.id()).state() == DownloadView.State.DONE, limit)).as("%s", asker.view(download.id())).isTrue();
        assertThat(Objects.requireNonNull(asker.view(download.id()).path())).hasBinaryContent(CONTENT.bytes());
    }

    @Test
    @DisplayName("T-49: a leaf nobody can call asks its ultrapeer, names it in hits, and says no more when it is called after all")
    void hitsNameTheProxy() {
        var source = found(find());
        assertThat(source.push()).isTrue();
        assertThat(source.proxies()).containsExactly(hub.address());
        assertThat(owner.pushes().whereabouts()).returns(true, there -> there.firewalled()).returns(List.of(hub.address()), there -> there.proxies());
        assertThat(asker.pushes().whereabouts()).returns(false, there -> there.firewalled());
    }

    @Test
    @DisplayName("T-51: by datagram: the proxy hands the push on and the file comes")
    void byDatagram() {
        var file = find();
        var download = asker.download(file, List.of(found(file)));
        arrives(download, Duration.ofSeconds(4)); // before five seconds are over: nobody was called by HTTP
        assertThat(owner.calledBack).containsExactly(asker.address() + " 5");
    }

    @Test
    @DisplayName("T-51: by HTTP, five seconds after no datagram got through")
    void byHttp() {
        var file = find();
        net.datagramLoss(1);
        var download = asker.download(file, List.of(found(file)));
        net.run(Duration.ofSeconds(4));
        assertThat(owner.calledBack).isEmpty();
        arrives(download, Duration.ofSeconds(4));
        assertThat(owner.calledBack).containsExactly(asker.address() + " 5");
    }

    @Test
    @DisplayName("T-51: along the way of the hit, when no proxy helps")
    void byTheWayOfTheHit() {
        var file = find();
        net.datagramLoss(1);
        var deaf = HostAddress.parse("5.8.8.8:7000").orElseThrow();
        var download = asker.download(file, List.of(found(file).withProxies(List.of(deaf, far.address())))); // silence, then 410
        net.run(Duration.ofSeconds(9));
        assertThat(owner.calledBack).isEmpty();
        arrives(download, Duration.ofSeconds(10));
        assertThat(owner.calledBack).containsExactly(asker.address() + " 5");
    }

    @Test
    @DisplayName("T-46: without any proxy the push takes the way of the hit at once")
    void withoutProxies() {
        var file = find();
        var download = asker.download(file, List.of(found(file).withProxies(List.of())));
        arrives(download, Duration.ofSeconds(4));
    }

    @Test
    @DisplayName("3-transfer, 3.9.4: a datagram that would have somebody else called is not passed on, nor one for a leaf we have not")
    void forgedDatagramsAreNotPassedOn() {
        var socket = bind("5.7.1.1", 7_000);
        push(socket, owner.guid, "5.6.6.6:7000", 1);
        push(socket, new Guid(8, 8), "5.7.1.1:7000", 2);
        net.run(Duration.ofSeconds(5));
        assertThat(owner.calledBack).isEmpty();
        push(socket, owner.guid, "5.7.1.1:7000", 3);
        net.run(Duration.ofSeconds(5));
        assertThat(owner.calledBack).containsExactly("5.7.1.1:7000 9");
        push(socket, owner.guid, "5.7.1.1:7000", 3);
        net.run(Duration.ofSeconds(5));
        assertThat(owner.calledBack).as("the same message again").hasSize(1);
    }

    @Test
    @DisplayName("3-transfer, 3.9.4: once a second for each address, ten times a minute for each leaf")
    void aFloodIsCut() {
        for (var i = 0; i < 40; i++) {
            var socket = bind("5.100." + i + ".1", 7_000);
            for (var j = 0; j < 5; j++) {
                push(socket, owner.guid, "5.100." + i + ".1:7000", 100 * i + j);
            }
        }
        net.run(Duration.ofSeconds(5));
        assertThat(owner.calledBack).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("3-transfer, 3.13: a HEAD ping for a leaf is passed on over its connection, and its answer goes to the asker, once")
    void whatALeafHasIsAskedThroughItsUltrapeer() throws IOException {
        var heard = new ArrayList<HeadPong>();
        var host = net.host("5.7.1.1");
        var socket = host.datagrams().bind(host.at(7_000), (_, bytes) -> {
            var header = Header.read(bytes);
            if (MessageCodec.decode(header.type(), bytes) instanceof Vendor vendor) {
                heard.add((HeadPong) VendorMessage.of(vendor).orElseThrow());
            }
            bytes.release();
        });
        for (var leaf : List.of(owner.guid, asker.guid, new Guid(8, 8))) {
            var out = ByteBufAllocator.DEFAULT.buffer();
            MessageCodec.encode(new Guid(leaf.high(), 77), 1, 0, new HeadPing(2, 0, CONTENT.sha1(), Optional.of(leaf)).toVendor(), out);
            socket.send(hub.address(), out);
            net.run(Duration.ofSeconds(1));
        }
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).returns("FILB", HeadPong::vendor).returns(HeadPong.COMPLETE | HeadPong.FIREWALLED, HeadPong::code);
    }

    private Datagrams.Socket bind(String ip, int port) {
        try {
            return net.host(ip).datagrams().bind(net.host(ip).at(port), (_, bytes) -> bytes.release());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void push(Datagrams.Socket socket, Guid servent, String requester, int number) {
        var out = ByteBufAllocator.DEFAULT.buffer();
        var push = new Push(servent, 9, HostAddress.parse(requester).orElseThrow(), Ggep.EMPTY);
        MessageCodec.encode(new Guid(number + 1, number + 7), 2, 0, push, out);
        socket.send(hub.address(), out);
    }
}
