package filbert.servent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.servent.Refusal;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.ScriptedPeer.Heard;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Bye;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.Query;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.HopsFlow;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An established connection of a real servent with a scripted peer. */
final class ConnectionTest {
    private static final byte[] NOTHING = {};

    private final VirtualNetwork net = new VirtualNetwork(5);
    private final VirtualServent servent = VirtualServent.ultrapeer(net, "5.1.1.1");

    private ScriptedPeer join() {
        var peer = ScriptedPeer.join(net, "5.2.2.2", servent.address(), true);
        peer.takeBytes();
        return peer;
    }

    private Header header(int type, int ttl, int hops, int length) {
        return new Header(Guid.random(net.random()), type, ttl, hops, length);
    }

    private void soon() {
        net.run(Duration.ofSeconds(1));
    }

    private static Query query(String words) {
        return new Query(Query.MARK, words, List.of(), "", Ggep.EMPTY);
    }

    // ---- what arrives

    @Test // C-2
    void aLengthAbove65535ClosesTheConnection() {
        for (var length : new int[] {65_536, 0x7FFF_FFFF, 0x8000_0000, -1}) {
            var peer = join();
            peer.say(header(Header.QUERY, 1, 0, length), NOTHING);
            soon();
            assertThat(peer.messages(Bye.class)).as("length %d", length).first().returns(400, Bye::code);
            net.run(Duration.ofSeconds(60));
            assertThat(servent.traffic.neighbours).isEmpty();
        }
    }

    @Test
    void messagesBeforeTheLossAreStillHeard() {
        var peer = join();
        var bytes = Unpooled.buffer();
        for (var i = 0; i < 300; i++) {
            header(0x77, 1, 0, 0).write(bytes);
        }
        header(0x77, 1, 0, -1).write(bytes);
        peer.link().write(bytes);
        soon();
        assertThat(servent.traffic.heard).hasSize(300);
        assertThat(servent.traffic.neighbours).isEmpty();
    }

    @ParameterizedTest // C-3
    @CsvSource({"0x00,1537", "0x01,1551", "0x40,1563", "0x80,1025"})
    void aMessageAboveTheLimitOfItsTypeIsDroppedAndTheConnectionLives(String type, int length) {
        var peer = join();
        peer.say(header(Integer.decode(type), 3, 0, length), new byte[length]);
        peer.say(header(0x77, 1, 0, 0), NOTHING);
        soon();
        assertThat(servent.traffic.heard).extracting(heard -> heard.header().type()).containsExactly(0x77);
        assertThat(peer.closed()).isFalse();
    }

    @Test // C-3
    void aByeAboveItsLimitClosesAtOnce() {
        var peer = join();
        peer.say(header(Header.BYE, 1, 0, 4_097), new byte[4_097]);
        soon();
        assertThat(peer.closed()).isTrue();
        assertThat(peer.messages(Bye.class)).isEmpty();
        assertThat(servent.traffic.gone).hasSize(1);
    }

    @Test // C-3
    void theLargestMessageOfAnotherTypePasses() {
        var peer = join();
        peer.say(header(0x77, 1, 0, 65_535), new byte[65_535]);
        soon();
        assertThat(servent.traffic.heard).hasSize(1);
    }

    @Test // C-4
    void theTenthMalformedMessageWithinAMinuteCostsTheLink() {
        var peer = join();
        for (var i = 0; i < 9; i++) {
            peer.say(header(Header.PONG, 1, 0, 13), new byte[13]); // C-59
        }
        soon();
        assertThat(peer.closed()).isFalse();
        assertThat(servent.overlay().messageCounts()).filteredOn(count -> count.type().equals("pong")).first().returns(9L, count -> count.dropped());
        peer.say(header(Header.PONG, 1, 0, 14), new byte[14]); // port 0
        soon();
        assertThat(peer.messages(Bye.class)).first().returns(412, Bye::code);
        assertThat(servent.traffic.neighbours).isEmpty();
    }

    @Test // C-4
    void malformedMessagesFarApartAreForgiven() {
        var peer = join();
        for (var i = 0; i < 30; i++) {
            peer.say(header(Header.PONG, 1, 0, 13), new byte[13]);
            net.run(Duration.ofSeconds(7));
        }
        assertThat(servent.traffic.neighbours).hasSize(1);
    }

    @Test // C-4
    void whoWasSentAwayForMalformedMessagesIsBannedForHalfAnHour() {
        var peer = join();
        for (var i = 0; i < 10; i++) {
            peer.say(header(Header.PONG, 1, 0, 13), new byte[13]);
        }
        net.run(Duration.ofMinutes(2));
        var again = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        again.say(ScriptedPeer.greeting(true));
        assertThat(again.block()).startsWith("GNUTELLA/0.6 550 Banned for 27 min");
        net.run(Duration.ofMinutes(29));
        assertThat(join().closed()).isFalse();
    }

    @ParameterizedTest // C-10
    @ValueSource(ints = {Header.BYE, Header.VENDOR, Header.QRP})
    void whatIsNeverRelayedIsDroppedWhenItComesFromAfar(int type) {
        var peer = join();
        peer.say(header(type, 1, 1, 8), HexFormat.of().parseHex("c800426561720000"));
        soon();
        assertThat(servent.traffic.heard).isEmpty();
        assertThat(peer.closed()).isFalse();
    }

    @Test
    void aFullInboxStopsReadingOnThisLinkAlone() {
        var flooding = join();
        var quiet = ScriptedPeer.join(net, "5.3.3.3", servent.address(), true);
        quiet.takeBytes();
        var bytes = Unpooled.buffer();
        for (var i = 0; i < 3_000; i++) {
            header(0x77, 1, 0, 0).write(bytes);
        }
        flooding.link().write(bytes);
        quiet.say(Guid.random(net.random()), 1, 0, Ping.PLAIN);
        assertThat(net.runUntil(() -> !quiet.messages(Pong.class).isEmpty(), Duration.ofSeconds(1))).isTrue();
        net.run(Duration.ofSeconds(5));
        assertThat(servent.traffic.heard).as("nothing of the flood is lost").hasSize(3_000);
    }

    @Test
    void anyPortionsMakeTheSameMessages() {
        net.largestPortion(1);
        var peer = join();
        for (var i = 0; i < 20; i++) {
            peer.say(header(0x77, 1, 0, i), new byte[i]);
        }
        soon();
        assertThat(servent.traffic.heard).extracting(heard -> heard.header().length()).startsWith(0, 1, 2).hasSize(20);
    }

    // ---- alive or not

    @Test // C-57
    void anAlivePingIsAnsweredAtOnceWithItsOwnGuid() {
        var peer = join();
        var guid = Guid.random(net.random());
        peer.say(guid, 1, 0, Ping.PLAIN);
        net.run(Duration.ofMillis(200));
        assertThat(peer.messages()).filteredOn(heard -> heard.message() instanceof Pong).first().satisfies(heard -> {
            assertThat(heard.header()).returns(guid, Header::guid).returns(1, Header::ttl).returns(0, Header::hops);
            assertThat(((Pong) heard.message()).host()).isEqualTo(servent.address());
            assertThat(((Pong) heard.message()).files()).isEqualTo(9);
        });
    }

    /** As much as the link takes before it makes us wait, and then as much as the queue takes. */
    private void fillLinkAndQueue(Neighbour neighbour) {
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < 90; i++) {
                neighbour.send(Guid.random(net.random()), 3, 0, query("x".repeat(1_000)));
            }
            net.run(Duration.ofMillis(100));
        }
    }

    @Test // C-57
    void theAnswerToAnAlivePingOvertakesWhatIsQueued() {
        net.bandwidth(20_000);
        var peer = join();
        fillLinkAndQueue(servent.neighbour());
        assertThat(servent.neighbour().room()).as("room in the queue").isLessThan(SendQueue.CAPACITY / 4);
        peer.say(Guid.random(net.random()), 1, 0, Ping.PLAIN);
        net.run(Duration.ofSeconds(5));
        assertThat(peer.messages(Pong.class)).hasSize(1);
    }

    @Test
    void anAcknowledgementIsNotAnswered() {
        var peer = join();
        peer.say(Guid.random(net.random()), 0, 0, Ping.PLAIN);
        soon();
        assertThat(peer.messages(Pong.class)).isEmpty();
    }

    @Test
    void aPingFloodIsAnsweredInPart() {
        var peer = join();
        for (var i = 0; i < 500; i++) {
            peer.say(Guid.random(net.random()), i % 2 == 0 ? 1 : 4, 0, Ping.PLAIN);
        }
        soon();
        assertThat(peer.messages(Pong.class)).hasSizeBetween(2, 20);
        assertThat(peer.closed()).isFalse();
    }

    // ---- Bye

    @Test // C-56
    void aByeIsRememberedAndClosesTheLink() {
        var peer = join();
        peer.say(Guid.random(net.random()), 1, 0, new Bye(503, "Too many\r\nServer: x\r\n\r\n"));
        soon();
        assertThat(servent.traffic.gone).hasSize(1);
        assertThat(peer.closed()).isTrue();
        assertThat(servent.view().lastRefusal().words()).isEqualTo("503 Too many");
    }

    @Test // C-56
    void aCloseWithoutByeIsOrdinary() {
        var peer = join();
        peer.link().close();
        soon();
        assertThat(servent.traffic.gone).hasSize(1);
        assertThat(servent.neighbours()).isEmpty();
        assertThat(servent.view().lastRefusal()).isEqualTo(Refusal.NONE);
    }

    @Test
    void whatWasSaidBeforeTheCloseIsHeard() {
        var peer = join();
        peer.say(header(0x77, 1, 0, 0), NOTHING);
        peer.say(Guid.random(net.random()), 1, 0, new Bye(200, "Shutdown"));
        peer.link().closeAfterWrites();
        soon();
        assertThat(servent.traffic.heard).hasSize(1);
        assertThat(servent.view().lastRefusal().words()).isEqualTo("200 Shutdown");
    }

    @Test // C-55
    void ourByeIsTheLastThingSentAndWhatWasQueuedIsNot() {
        net.bandwidth(20_000);
        var peer = join();
        var neighbour = servent.neighbour();
        fillLinkAndQueue(neighbour);
        neighbour.close(201, "Removed by the owner");
        neighbour.send(Guid.random(net.random()), 3, 0, query("never"));
        net.run(Duration.ofSeconds(10));
        var heard = peer.messages();
        assertThat(heard.size()).isLessThan(100);
        assertThat(heard.getLast().message()).isEqualTo(new Bye(201, "Removed by the owner"));
        assertThat(heard.getLast().header()).returns(1, Header::ttl).returns(0, Header::hops); // C-10
        assertThat(peer.closed()).isTrue();
    }

    @Test // C-55
    void whoDoesNotUnderstandByeHearsNone() {
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(true).replace("Bye-Packet: 0.1\r\n", ""));
        peer.block();
        peer.say(ScriptedPeer.CONFIRMATION);
        soon();
        peer.takeBytes();
        servent.neighbour().close(201, "Removed");
        soon();
        assertThat(peer.closed()).isTrue();
        assertThat(peer.messages(Bye.class)).isEmpty();
    }

    @Test // C-55
    void aByeOfAnyLengthIsCutTo4096Bytes() {
        var peer = join();
        servent.neighbour().close(400, "x".repeat(10_000));
        soon();
        var bytes = peer.takeBytes();
        assertThat(bytes).hasSize(Header.LENGTH + 4_096).endsWith((byte) 0);
        assertThat(bytes[Header.LENGTH] & 0xFF | bytes[Header.LENGTH + 1] << 8).isEqualTo(400);
    }

    // ---- vendor messages and flow

    @Test // C-82
    void messagesSupportedIsSaidOnceRightAfterTheHandshake() {
        var peer = ScriptedPeer.join(net, "5.2.2.2", servent.address(), true);
        var first = peer.messages();
        assertThat(first.getFirst().message()).isInstanceOfSatisfying(Vendor.class, vendor -> {
            var told = (MessagesSupported) VendorMessage.of(vendor).orElseThrow();
            assertThat(told.entries())
                    .extracting(entry -> entry.vendor() + "/" + entry.selector() + "v" + entry.version())
                    .containsExactly("BEAR/4v1", "BEAR/7v1", "GTKG/7v2", "BEAR/11v1", "LIME/22v2", "LIME/7v1", "LIME/8v1", "LIME/23v2");
        });
        assertThat(first.getFirst().header()).returns(1, Header::ttl).returns(0, Header::hops);
        net.run(Duration.ofMinutes(2));
        assertThat(first.stream().skip(1).map(Heard::message)).noneMatch(ConnectionTest::tellsWhatIsRead);
        assertThat(peer.messages(Vendor.class)).noneMatch(ConnectionTest::tellsWhatIsRead);
    }

    private static boolean tellsWhatIsRead(Message message) {
        return message instanceof Vendor vendor && vendor.is("\0\0\0\0", 0);
    }

    @Test // C-82
    void whoDoesNotSpeakVendorMessagesGetsNone() {
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(true).replace("Vendor-Message: 0.2\r\n", ""));
        peer.block();
        peer.say(ScriptedPeer.CONFIRMATION);
        soon();
        servent.neighbour().send(Guid.random(net.random()), 1, 0, new HopsFlow(0).toVendor());
        soon();
        assertThat(peer.messages(Vendor.class)).isEmpty();
    }

    @Test // C-83
    void nothingIsSentInAVersionAboveTheOneToldOrNotToldAtAll() {
        var peer = join();
        var neighbour = servent.neighbour();
        var flow = new HopsFlow(3).toVendor();
        neighbour.send(Guid.random(net.random()), 1, 0, flow);
        soon();
        assertThat(peer.messages(Vendor.class)).as("before it told").isEmpty();
        peer.say(Guid.ZERO, 1, 0, new MessagesSupported(List.of(new MessagesSupported.Entry("BEAR", 4, 1))).toVendor());
        soon();
        neighbour.send(Guid.random(net.random()), 1, 0, flow);
        neighbour.send(Guid.random(net.random()), 1, 0, new Vendor("BEAR", 4, 2, new byte[] {3}, Header.VENDOR));
        neighbour.send(Guid.random(net.random()), 1, 0, new Vendor("BEAR", 7, 1, new byte[] {3, 4}, Header.VENDOR));
        soon();
        assertThat(peer.messages(Vendor.class)).extracting(vendor -> vendor.vendor() + vendor.selector() + "v" + vendor.version()).containsExactly("BEAR4v1");
    }

    @Test // C-82
    void aListOfSupportedMessagesThatLiesAboutItsLengthIsIgnored() {
        var peer = join();
        peer.say(Guid.ZERO, 1, 0, new Vendor(VendorMessage.NOBODY, 0, 0, HexFormat.of().parseHex("0200" + "4245415204000100"), Header.VENDOR));
        soon();
        servent.neighbour().send(Guid.random(net.random()), 1, 0, new HopsFlow(3).toVendor());
        soon();
        assertThat(peer.messages(Vendor.class)).isEmpty();
        assertThat(peer.closed()).isFalse();
    }

    @Test // C-54
    void hopsFlowHoldsBackQueriesOfThatManyHopsQueuedOnesTooAndNothingElse() {
        var peer = join();
        var neighbour = servent.neighbour();
        peer.say(Guid.random(net.random()), 1, 0, new HopsFlow(2).toVendor());
        soon();
        for (var hops = 0; hops < 5; hops++) {
            neighbour.send(Guid.random(net.random()), 1, hops, query("hops " + hops));
            neighbour.send(Guid.random(net.random()), 1, hops, new Pong(servent.address(), 0, 0, Ggep.EMPTY));
        }
        soon();
        var heard = peer.messages().stream().map(Heard::message).toList();
        assertThat(heard.stream().filter(Query.class::isInstance)).extracting(message -> ((Query) message).text()).containsExactly("hops 0", "hops 1");
        assertThat(heard.stream().filter(Pong.class::isInstance)).hasSize(5);
        peer.say(Guid.random(net.random()), 1, 0, new HopsFlow(255).toVendor());
        soon();
        neighbour.send(Guid.random(net.random()), 1, 4, query("again"));
        soon();
        assertThat(peer.messages(Query.class)).hasSize(1);
    }

    @Test // C-85
    void aHopsFlowOfAnotherLengthOrFromAfarIsIgnored() {
        var peer = join();
        peer.say(Guid.random(net.random()), 1, 0, new Vendor("BEAR", 4, 1, new byte[] {0, 0}, Header.VENDOR));
        peer.say(Guid.random(net.random()), 1, 0, new Vendor("BEAR", 4, 1, NOTHING, Header.VENDOR));
        peer.say(Guid.random(net.random()), 1, 1, new HopsFlow(0).toVendor());
        peer.say(Guid.random(net.random()), 2, 0, new HopsFlow(0).toVendor());
        soon();
        servent.neighbour().send(Guid.random(net.random()), 1, 0, query("still"));
        soon();
        assertThat(peer.messages(Query.class)).hasSize(1);
    }

    @Test // C-52
    void aStalledReaderCostsAtMostTheQueueAndThenTheLink() {
        var peer = join();
        var neighbour = servent.neighbour();
        peer.link().reading(false);
        for (var second = 0; second < 90 && !servent.traffic.neighbours.isEmpty(); second++) {
            for (var i = 0; i < 20; i++) {
                neighbour.send(Guid.random(net.random()), 3, 0, query("x".repeat(900)));
                assertThat(neighbour.room()).isBetween(0, SendQueue.CAPACITY);
            }
            soon();
        }
        assertThat(servent.traffic.neighbours).as("full for a minute").isEmpty();
        assertThat(servent.traffic.gone).hasSize(1);
        net.run(Duration.ofSeconds(15));
        assertThat(servent.host().links()).as("whoever does not even read our Bye").isEmpty();
    }

    // ---- relaying

    @Test
    void aRelayedMessageLeavesWithItsNewHeaderAndUntouchedPayload() {
        var peer = join();
        var payload = Unpooled.copiedBuffer("......payload", StandardCharsets.ISO_8859_1).skipBytes(6);
        var header = header(0x77, 2, 3, payload.readableBytes());
        servent.neighbour().relay(header, payload);
        payload.skipBytes(3); // what happens to the caller's view later does not matter
        payload.release();
        soon();
        var heard = peer.messages();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().header()).isEqualTo(header);
        assertThat(((filbert.wire.message.Unknown) heard.getFirst().message()).payload()).isEqualTo("payload".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(payload.refCnt()).isZero();
    }

    // ---- what people see

    @Test
    void aTraceBeginsWhenSomebodyLooksAndEndsAMinuteAfterTheLastLook() {
        var peer = join();
        var id = servent.neighbour().id();
        assertThat(servent.overlay().trace(id)).isEmpty();
        peer.say(Guid.random(net.random()), 1, 0, Ping.PLAIN);
        soon();
        assertThat(servent.overlay().trace(id)).extracting(traced -> (traced.incoming() ? "in " : "out ") + traced.type()).containsExactly("in ping", "out pong");
        assertThat(servent.overlay().trace(id).getLast().summary()).startsWith("5.1.1.1:20000, 9 files, ");
        net.run(Duration.ofMinutes(3));
        assertThat(servent.overlay().trace(id)).as("forgotten").isEmpty();
        assertThat(servent.overlay().trace(4_711)).isEmpty();
    }

    @Test
    void countsAndRatesAreTold() {
        var peer = join();
        var start = servent.neighbours().getFirst();
        for (var i = 0; i < 10; i++) {
            peer.say(header(0x77, 1, 0, 977), new byte[977]);
            soon();
        }
        var view = servent.neighbours().getFirst();
        assertThat(view.bytesIn() - start.bytesIn()).isEqualTo(10_000);
        assertThat(view.rateIn()).isBetween(900L, 1_100L);
        assertThat(view.messagesIn() - start.messagesIn()).isEqualTo(10);
        assertThat(servent.overlay().messageCounts()).filteredOn(count -> count.type().equals("other")).first().returns(10L, count -> count.in());
        net.run(Duration.ofSeconds(15));
        assertThat(servent.neighbours().getFirst().rateIn()).isLessThan(50);
    }

    @Test
    void watchersAreToldAtMostFourTimesASecond() {
        var peer = join();
        var told = new int[1];
        var end = servent.overlay().changed().watch(() -> told[0]++);
        for (var i = 0; i < 100; i++) {
            peer.say(Guid.random(net.random()), 1, 0, (Message) Ping.PLAIN);
            net.run(Duration.ofMillis(20));
        }
        assertThat(told[0]).isBetween(4, 9);
        end.run();
    }

    @Test // C-82
    void whatWeReadAndWhatWeCanComeBeforeEverythingElse() {
        var peer = ScriptedPeer.join(net, "5.2.2.2", servent.address(), true);
        var first = peer.messages(Vendor.class);
        assertThat(first.get(0)).returns("\0\0\0\0", Vendor::vendor).returns(0, Vendor::selector);
        assertThat(first.get(1)).returns("\0\0\0\0", Vendor::vendor).returns(10, Vendor::selector).returns(0, Vendor::version);
        assertThat(VendorMessage.of(first.get(1))).hasValueSatisfying(told -> assertThat(told)
                .isEqualTo(new Features(List.of(new Features.Feature("TCPI", 1), new Features.Feature("WHAT", 1)))));
    }

    @Test
    void newsOfWhatWeCanIsToldToWhoReadsVendorMessages() {
        var here = VirtualServent.ultrapeer(net, "5.1.1.2");
        var peer = ScriptedPeer.join(net, "5.2.2.3", here.address(), true);
        peer.takeBytes();
        for (var minute = 0; minute < 31; minute++) { // nobody else calls: after half an hour the call proves nothing any more
            peer.say(Guid.random(net.random()), 1, 0, Ping.PLAIN);
            net.run(Duration.ofMinutes(1));
        }
        var told = peer.messages(Vendor.class).stream().filter(message -> message.is("\0\0\0\0", 10)).toList();
        assertThat(VendorMessage.of(told.getLast())).hasValueSatisfying(
                features -> assertThat(((Features) features).version(Features.TCP_INCOMING)).contains(0));
    }

    @Test
    void whatThePeerCanIsRememberedTheLastTimeItSaysSo() {
        var peer = join();
        var neighbour = servent.neighbour();
        assertThat(neighbour.features().cannotBeCalled()).as("it has not said").isFalse();
        peer.say(Guid.ZERO, 1, 0, new Features(List.of(new Features.Feature("TCPI", 0))).toVendor());
        soon();
        assertThat(neighbour.features().cannotBeCalled()).isTrue();
        peer.say(Guid.ZERO, 1, 0, new Features(List.of(new Features.Feature("TCPI", 0), new Features.Feature("FWT1", 1))).toVendor());
        soon();
        assertThat(neighbour.features().cannotBeCalled()).isFalse();
    }

    @Test // 1-connect, 5.1 and 5.3
    void whoseQueueRunsOverIsAskedForNoQueriesUntilItHasDrained() {
        var peer = join();
        peer.say(Guid.ZERO, 1, 0, new MessagesSupported(List.of(new MessagesSupported.Entry("BEAR", 4, 1))).toVendor());
        soon();
        peer.link().reading(false);
        fill(servent.neighbour(), 60);
        servent.neighbour().send(Guid.random(net.random()), 1, 2, query("others"));
        servent.neighbour().send(Guid.random(net.random()), 1, 0, query("ours"));
        peer.link().reading(true);
        soon();
        var said = new ArrayList<Integer>();
        var queries = new ArrayList<Header>();
        for (var heard : peer.messages()) {
            if (heard.header().type() == Header.QUERY) {
                queries.add(heard.header());
            } else if (heard.message() instanceof Vendor vendor && VendorMessage.of(vendor).orElse(null) instanceof HopsFlow flow) {
                said.add(flow.hops());
            }
        }
        assertThat(said).containsExactly(0, 255);
        assertThat(queries).extracting(Header::hops).as("our own goes all the same").containsExactly(0);
    }

    private void fill(Neighbour neighbour, int kibibytes) {
        for (var i = 0; i < 90; i++) { // more than the link and the system take, so that the rest has to wait
            neighbour.relay(header(0x77, 2, 1, 1_001), Unpooled.buffer().writeZero(1_001));
        }
        soon();
        for (var i = 0; i < kibibytes; i++) {
            neighbour.relay(header(0x77, 2, 1, 1_001), Unpooled.buffer().writeZero(1_001));
        }
    }

    @Test // 1-connect, 5.4
    void whyConnectionsEndedIsCounted() {
        for (var code : new int[] {202, 202, 503}) {
            join().say(Guid.ZERO, 1, 0, new Bye(code, "so long"));
            net.run(Duration.ofMinutes(2));
        }
        join().link().close();
        net.run(Duration.ofMinutes(2));
        join();
        net.run(Duration.ofMinutes(5)); // silent: 406
        assertThat(servent.overlay().partings())
                .extracting(each -> (each.ours() ? "we " : "they ") + each.code() + " " + each.count())
                .containsExactly("they 202 2", "they 0 1", "they 503 1", "we 406 1");
        for (var code = 1_000; code < 1_100; code++) {
            ScriptedPeer.join(net, "5.2." + (code - 990) + ".2", servent.address(), true).say(Guid.ZERO, 1, 0, new Bye(code, "x"));
            soon();
        }
        assertThat(servent.overlay().partings()).hasSizeLessThanOrEqualTo(66).anyMatch(each -> each.code() == -1 && each.count() > 1);
    }

    @Test // 1-connect, 3.8
    void betweenUltrapeersALinkThatTakesNothingForThreeMinutesIsGivenUp() {
        var peer = join();
        peer.link().reading(false);
        var neighbour = servent.neighbour();
        for (var minute = 0; minute < 6 && !servent.traffic.neighbours.isEmpty(); minute++) {
            fill(neighbour, 20);
            peer.say(Guid.random(net.random()), 3, 1, query("alive"));
            net.run(Duration.ofMinutes(1));
        }
        assertThat(servent.traffic.neighbours).isEmpty();
    }
}
