package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.net.AddressScope;
import filbert.net.Datagrams;
import filbert.vectors.Vectors;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.CrawlerPong;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a crawler learns of real servents. */
final class CrawlerTest {
    private static final byte[] PING = Vectors.of("udp-ping-pong-crawler.hex").kind("UDP-VMSG-LIME/5v1").findFirst().orElseThrow().bytes();

    private final VirtualNetwork net = new VirtualNetwork(13);
    private final List<byte[]> heard = new ArrayList<>();
    private final Datagrams.Socket crawler = crawler();
    private final SearchingServent first = SearchingServent.hub(net, AddressScope.LOOPBACK, "127.0.1.1", List.of());
    private final SearchingServent second = SearchingServent.hub(net, AddressScope.LOOPBACK, "127.0.1.2", List.of(first));
    private final SearchingServent leaf = SearchingServent.guest(net, AddressScope.LOOPBACK, "127.0.2.1", List.of(second));

    private Datagrams.Socket crawler() {
        try {
            var host = net.host("127.0.9.9");
            return host.datagrams().bind(host.at(7_000), (from, bytes) -> {
                heard.add(ByteBufUtil.getBytes(bytes));
                bytes.release();
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void crawl(SearchingServent servent) {
        crawler.send(servent.address(), Unpooled.copiedBuffer(PING));
        net.run(Duration.ofSeconds(1));
    }

    @AfterEach
    void everybodyStops() {
        List.of(first, second, leaf).forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    @Test
    void anUltrapeerNamesItsNeighboursOnceInTwoMinutes() {
        net.run(Duration.ofMinutes(2));
        crawl(second);
        assertThat(heard).hasSize(1);
        var datagram = Unpooled.wrappedBuffer(heard.getFirst());
        var header = Header.read(datagram);
        assertThat(header.guid()).isEqualTo(new Guid(Unpooled.wrappedBuffer(PING).getLong(0), Unpooled.wrappedBuffer(PING).getLong(8)));
        var pong = VendorMessage.of((Vendor) MessageCodec.decode(header.type(), datagram)).orElseThrow();
        assertThat(pong).isEqualTo(new CrawlerPong(List.of(first.address()), List.of(leaf.address())));
        crawl(second);
        assertThat(heard).hasSize(1);
        net.run(Duration.ofMinutes(2));
        crawl(second);
        assertThat(heard).hasSize(2);
    }

    @Test
    void aLeafSaysNothing() {
        net.run(Duration.ofMinutes(2));
        crawl(leaf);
        assertThat(heard).isEmpty();
    }
}
