package filbert.servent.handshake;

import filbert.wire.header.HeaderBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The calling side of a handshake, as {@link IncomingHandshake} is the answering one (1-connect, 3.1). */
public sealed interface OutgoingHandshake {
    /** @param peer the address we called */
    record AwaitingAnswer(Introduction us, InetAddress peer, Admission admission) implements OutgoingHandshake {}

    /** @param upgrade we begin TLS now, right behind our last block */
    record Established(Agreement agreement, boolean upgrade) implements OutgoingHandshake {}

    /** The peer would not have us, with a code of 1-connect, 3.7. */
    record Refused(int code, String reason) implements OutgoingHandshake {}

    /** We would not have the peer after all. */
    record Declined(int code, String reason) implements OutgoingHandshake {}

    /** @param reply empty when nothing is to be said */
    record Step(OutgoingHandshake next, Optional<HeaderBlock> reply) {}

    static Step begin(Introduction us, InetAddress peer, Admission admission) {
        return new Step(new AwaitingAnswer(us, peer, admission), Optional.of(OurHeaders.call(us, peer)));
    }

    default Step on(HeaderBlock block) {
        return switch (this) {
            case AwaitingAnswer call -> settle(call, block);
            case Established _, Refused _, Declined _ -> throw new IllegalStateException("bug: handshake is over: " + this);
        };
    }

    private static Step settle(AwaitingAnswer call, HeaderBlock answer) {
        var status = StatusLine.parse(answer.startLine());
        if (status.isEmpty()) {
            return new Step(new Refused(400, "answer '" + answer.startLine() + "'"), Optional.empty());
        }
        if (!status.get().accepts()) {
            return new Step(new Refused(status.get().code(), status.get().phrase()), Optional.empty());
        }
        var upgrade = Upgrades.committed(answer);
        if (upgrade && !(call.us().offersTls() && Upgrades.toTls(answer))) {
            return decline(call, Upgrades.BAD_REQUEST, Upgrades.HEADER_MISSING);
        }
        var peer = PeerCapabilities.from(answer);
        return switch (call.admission().consider(peer)) {
            case Verdict.Reject(var code, var reason, _) -> decline(call, code, reason);
            case Verdict.Accept _ -> {
                var deflate = call.us().deflatesFor(peer);
                var inflate = PeerCapabilities.lists(answer, "Content-Encoding", "deflate");
                yield new Step(
                        new Established(new Agreement(peer, inflate, deflate), upgrade),
                        Optional.of(OurHeaders.confirmation(new OurHeaders.Promises(deflate, upgrade))));
            }
        };
    }

    private static Step decline(AwaitingAnswer call, int code, String reason) {
        var block = OurHeaders.refusal(call.us(), call.peer(), code, reason, List.of(), false);
        return new Step(new Declined(code, reason), Optional.of(block));
    }
}
