package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.bootstrap.KnownHost;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import filbert.wire.message.Query;
import filbert.wire.message.SearchText;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lies about hosts and words, and messages that are larger than they look, as a {@link Siege}. */
final class PoisoningTest {
    private static final int MOST_KNOWN = 2_000; // 1-connect, 8.2
    private static final int MOST_PER_TELLER = MOST_KNOWN / 5;
    private static final int LONGEST = 65_535;

    private final Siege siege = new Siege();
    private final VirtualNetwork net = siege.net;
    private final SearchingServent hub = siege.hub;

    @AfterEach
    void everybodyStops() {
        siege.end();
    }

    private HostAddress nowhere() {
        return HostAddress.of(0x7F80_0000 | net.random().nextInt(1 << 22), 7_000);
    }

    /** Hosts the ultrapeer knows by the word of somebody in this /24. */
    private long toldBy(String network) {
        return hub.overlay().knownHosts(2 * MOST_KNOWN).stream().map(KnownHost::source).filter(source -> source.contains(network)).count();
    }

    @Test
    void pongsThatNameThousandsOfHosts() {
        siege.attack(4);
        siege.isBorne("pong poisoning", _ -> siege.attackers.forEach(attacker -> {
            for (var i = 0; i < 300 && !attacker.closed(); i++) {
                var packed = IntStream.range(0, 20).mapToObj(_ -> nowhere()).toList();
                attacker.say(Guid.random(net.random()), 2, 1, new Pong(nowhere(), 1_000, 1L << 20, Ggep.EMPTY).withHosts(packed));
            }
        }));
        assertThat(hub.overlay().view().knownHosts()).isLessThanOrEqualTo(MOST_KNOWN);
        assertThat(toldBy("127.0.10.")).as("one /24 is one teller").isLessThanOrEqualTo(MOST_PER_TELLER);
    }

    @Test
    void refusalsThatNameOthers() {
        var onTheInternet = new Siege(AddressScope.PUBLIC, "5.1");
        var refusing = new ArrayList<List<ScriptedPeer>>();
        for (var i = 1; i <= 20; i++) {
            refusing.add(ScriptedPeer.listen(onTheInternet.net, refuser(i)));
        }
        var liar = ScriptedPeer.join(onTheInternet.net, "5.3.1.1", onTheInternet.hub.address(), true);
        onTheInternet.isBorne("X-Try poisoning", round -> {
            liar.say(Guid.random(net.random()), 2, 1, new Pong(refuser(1 + round), 1_000, 1L << 20, Ggep.EMPTY));
            for (var seconds = 0; seconds < 20; seconds++) {
                onTheInternet.net.run(Duration.ofSeconds(1));
                refusing.stream().flatMap(List::stream).filter(caller -> !caller.closed()).forEach(this::refuse);
            }
        });
        assertThat(refusing.stream().mapToInt(List::size).sum()).as("calls of ours").isPositive();
        refusing.forEach(calls -> assertThat(calls).as("calls to one address within five minutes").hasSizeLessThanOrEqualTo(2));
        var known = onTheInternet.hub.overlay().knownHosts(2 * MOST_KNOWN);
        assertThat(known).hasSizeLessThanOrEqualTo(MOST_KNOWN);
        var byTeller = known.stream().collect(Collectors.groupingBy(KnownHost::source, Collectors.counting()));
        assertThat(byTeller.values()).allMatch(hosts -> hosts <= MOST_PER_TELLER);
        onTheInternet.end();
    }

    private static HostAddress refuser(int number) {
        return HostAddress.parse("5.4." + number + ".1:7000").orElseThrow();
    }

    private void refuse(ScriptedPeer caller) {
        if (caller.text().startsWith("GNUTELLA CONNECT/0.6")) {
            caller.takeBytes();
            var others = IntStream.range(0, 50)
                    .mapToObj(_ -> HostAddress.of(0x0600_0000 | net.random().nextInt(1 << 24), 7_000).toString())
                    .collect(Collectors.joining(","));
            caller.say("GNUTELLA/0.6 503 Full\r\nUser-Agent: Script/1.0\r\nX-Try-Ultrapeers: " + others + "\r\n\r\n");
            caller.link().closeAfterWrites();
        }
    }

    @Test
    void leavesThatPretendToHaveEverything() {
        siege.attack(60);
        siege.attackers.forEach(attacker -> {
            attacker.say(Guid.random(net.random()), 1, 0, new QrpReset(16, 7));
            attacker.say(Guid.random(net.random()), 1, 0, new QrpPatch(1, 1, 0, 8, all(16, 15)));
        });
        var neighbour = ScriptedPeer.join(net, "127.0.40.1", hub.address(), true);
        var asked = new int[1];
        siege.isBorne("QRP tables of nearly all ones", round -> {
            siege.attackers.stream().filter(attacker -> !attacker.closed()).forEach(attacker -> attacker.say(Guid.random(net.random()), 1, 0, Ping.PLAIN));
            for (var i = 0; i < 20; i++) {
                asked[0]++;
                neighbour.say(Guid.random(net.random()), 2, 1, SearchText.of("walnut" + Siege.word(i) + round).orElseThrow().query(Query.MARK, Ggep.EMPTY));
            }
        });
        var heard = siege.attackers.stream().filter(attacker -> siege.attackers.indexOf(attacker) % 2 == 1).mapToLong(PoisoningTest::queries).max().orElseThrow();
        assertThat(heard).as("queries of " + asked[0] + " that reached a leaf with such a table").isBetween(1L, asked[0] * 4L / 10);
        assertThat(density(neighbour)).as("of the table for other ultrapeers").isLessThan(0.01);
    }

    private static long queries(ScriptedPeer peer) {
        return peer.messages(Query.class).stream().filter(query -> query.text().startsWith("walnut")).count();
    }

    /** How much of all tables it was sent is set. */
    private static double density(ScriptedPeer peer) {
        var patches = peer.messages(QrpPatch.class);
        assertThat(patches).isNotEmpty().allMatch(patch -> patch.entryBits() == 4);
        var entries = new ByteArrayOutputStream();
        var packed = new ByteArrayOutputStream();
        for (var patch : patches) {
            (patch.compressor() == 0 ? entries : packed).writeBytes(patch.data());
            if (patch.compressor() != 0 && patch.sequence() == patch.sequenceSize()) {
                entries.writeBytes(inflated(packed.toByteArray()));
                packed.reset();
            }
        }
        var bytes = entries.toByteArray();
        var set = IntStream.range(0, bytes.length).map(i -> bytes[i]).map(pair -> ((pair & 0xF0) == 0 ? 0 : 1) + ((pair & 0x0F) == 0 ? 0 : 1));
        return (double) set.sum() / (2 * bytes.length);
    }

    private static byte[] inflated(byte[] data) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(data))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] all(int slots, int set) {
        var entries = new byte[slots];
        Arrays.fill(entries, 0, set, (byte) -6);
        return entries;
    }

    @Test
    void streamsThatInflateWithoutEnd() {
        var bomb = deflated(longMessages(4 << 20));
        siege.isBorne("deflate bombs on links", round -> {
            for (var i = 0; i < 5; i++) {
                var attacker = ScriptedPeer.call(net, "127.2." + round + "." + (1 + i), hub.address());
                attacker.say(ScriptedPeer.greeting(false, "Accept-Encoding: deflate"));
                attacker.block();
                attacker.say("GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n");
                attacker.say(bomb);
                siege.attackers.add(attacker);
            }
            net.run(Duration.ofSeconds(2));
        });
        assertThat(siege.attackers).allMatch(ScriptedPeer::closed);
    }

    /** Messages of an unknown type and the greatest length, all of it noughts. */
    private static byte[] longMessages(int bytes) {
        var out = Unpooled.buffer(bytes);
        while (out.readableBytes() < bytes) {
            new Header(Guid.ZERO, 0x99, 1, 0, LONGEST).write(out);
            out.writeZero(LONGEST);
        }
        var all = new byte[out.readableBytes()];
        out.readBytes(all);
        return all;
    }

    private static byte[] deflated(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @Test
    void extensionsThatInflateWithoutEnd() {
        siege.attack(4);
        var item = deflated(new byte[1 << 20]); // a GGEP item of 1 KiB that would be a mebibyte
        siege.isBorne("deflate bombs in GGEP", _ -> siege.attackers.forEach(attacker -> {
            for (var i = 0; i < 50 && !attacker.closed(); i++) {
                attacker.say(new Header(Guid.random(net.random()), Header.PING, 1, 0, bomb(item).length), bomb(item));
            }
        }));
    }

    /** One deflated item that is the last. */
    private static byte[] bomb(byte[] item) {
        var out = Unpooled.buffer();
        out.writeByte(0xC3).writeByte(0x80 | 0x20 | 3);
        out.writeCharSequence("SCP", StandardCharsets.US_ASCII);
        out.writeByte(0x80 | item.length >> 6).writeByte(0x40 | item.length & 0x3F);
        out.writeBytes(item);
        var bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    @Test
    void pingsByTheThousand() {
        siege.attack(10);
        siege.isBorne("ping flood", _ -> siege.attackers.forEach(attacker -> {
            for (var i = 0; i < 500 && !attacker.closed(); i++) {
                attacker.say(Guid.random(net.random()), 4, 0, Ping.PLAIN);
            }
        }));
    }
}
