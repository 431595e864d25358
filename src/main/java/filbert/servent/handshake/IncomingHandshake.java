package filbert.servent.handshake;

import filbert.identity.HostAddress;
import filbert.wire.header.HeaderBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The answering side of a handshake: feed it each header block, get the next state and what to reply (1-connect, 3.1). Steps are taken on the
 * owner, because an {@link Admission} is asked; the values themselves are immutable.
 */
public sealed interface IncomingHandshake {
    /** Any version of 0.6 or above is spoken to as 0.6; 0.4 is dead. */
    Pattern GREETING = Pattern.compile("GNUTELLA CONNECT/(?:0\\.[6-9]|0\\.[1-9]\\d+|[1-9]\\d*\\.\\d+)", Pattern.CASE_INSENSITIVE);

    String PACKETS = "application/x-gnutella-packets";

    int NOT_ACCEPTABLE = 406;
    int FORBIDDEN = 403;
    int UNSUITED = 503;

    /** @param peer the address the caller is seen at */
    record AwaitingCall(Introduction us, InetAddress peer, Admission admission) implements IncomingHandshake {}

    /**
     * @param deflate announced by us in the answer
     * @param upgrade to TLS, agreed to by us in the answer
     */
    record AwaitingConfirmation(PeerCapabilities peer, boolean deflate, boolean upgrade) implements IncomingHandshake {}

    /** @param upgrade the caller begins TLS now */
    record Established(Agreement agreement, boolean upgrade) implements IncomingHandshake {}

    /** Over without a link: we refused or answered a crawler, or the caller thought better of it. */
    record Ended(int code, String reason) implements IncomingHandshake {}

    /** @param reply empty when nothing is to be said */
    record Step(IncomingHandshake next, Optional<HeaderBlock> reply) {}

    default Step on(HeaderBlock block) {
        return switch (this) {
            case AwaitingCall call -> answer(call, block);
            case AwaitingConfirmation waiting -> new Step(settle(waiting, block), Optional.empty());
            case Established _, Ended _ -> throw new IllegalStateException("bug: handshake is over: " + this);
        };
    }

    /** What to say to a caller whom nobody even considers. */
    static HeaderBlock refusal(Introduction us, InetAddress peer, int code, String reason) {
        return OurHeaders.refusal(us, peer, code, reason, List.of(), false);
    }

    private static Step answer(AwaitingCall call, HeaderBlock block) {
        if (!GREETING.matcher(block.startLine().trim()).matches()) {
            return new Step(new Ended(400, "greeting '" + block.startLine() + "'"), Optional.empty());
        }
        if (block.has("Crawler")) {
            return answerCrawler(call);
        }
        if (block.has("Accept") && !PeerCapabilities.lists(block, "Accept", PACKETS)) {
            return refuse(call, NOT_ACCEPTABLE, "Protocol Not Acceptable", List.of(), false);
        }
        if (!block.has("X-Ultrapeer")) {
            return refuse(call, UNSUITED, "No X-Ultrapeer", List.of(), false);
        }
        if (Upgrades.committed(block) && !Upgrades.toTls(block)) {
            return refuse(call, Upgrades.BAD_REQUEST, Upgrades.HEADER_MISSING, List.of(), false);
        }
        var peer = PeerCapabilities.from(block);
        return switch (call.admission().consider(peer)) {
            case Verdict.Reject(var code, var reason, var others) -> refuse(call, code, reason, others, peer.ipv6());
            case Verdict.Accept accept -> {
                var deflate = call.us().deflatesFor(peer);
                var upgrade = call.us().offersTls() && Upgrades.toTls(block);
                var reply = OurHeaders.answer(call.us(), call.peer(), block, accept, new OurHeaders.Promises(deflate, upgrade));
                yield new Step(new AwaitingConfirmation(peer, deflate, upgrade), Optional.of(reply));
            }
        };
    }

    private static Step answerCrawler(AwaitingCall call) {
        if (!call.us().ultrapeer()) {
            return refuse(call, UNSUITED, "Shielded leaf node", List.of(), false);
        }
        return call.admission()
                .neighboursForCrawler()
                .map(peers -> new Step(new Ended(200, "crawler"), Optional.of(OurHeaders.forCrawler(call.us(), peers))))
                .orElseGet(() -> refuse(call, FORBIDDEN, "Crawled too often", List.of(), false));
    }

    private static Step refuse(AwaitingCall call, int code, String reason, List<HostAddress> others, boolean ipv6) {
        var block = OurHeaders.refusal(call.us(), call.peer(), code, reason, others, ipv6);
        return new Step(new Ended(code, reason), Optional.of(block));
    }

    private static IncomingHandshake settle(AwaitingConfirmation waiting, HeaderBlock confirmation) {
        var status = StatusLine.parse(confirmation.startLine());
        if (status.isEmpty()) {
            return new Ended(400, "confirmation '" + confirmation.startLine() + "'");
        }
        if (!status.get().accepts()) {
            return new Ended(status.get().code(), status.get().phrase());
        }
        var upgrade = Upgrades.committed(confirmation);
        if (upgrade && !waiting.upgrade()) {
            return new Ended(Upgrades.BAD_REQUEST, Upgrades.HEADER_MISSING);
        }
        var peer = waiting.peer();
        var gaveIn = confirmation.get("X-Ultrapeer").filter("false"::equalsIgnoreCase).isPresent();
        var inflate = PeerCapabilities.lists(confirmation, "Content-Encoding", "deflate");
        return new Established(new Agreement(gaveIn ? peer.asLeaf() : peer, inflate, waiting.deflate()), upgrade);
    }
}
