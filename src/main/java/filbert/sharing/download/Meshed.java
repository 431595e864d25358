package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.sharing.download.http.ReplyHead;
import filbert.sharing.mesh.Alternatives;
import filbert.sharing.mesh.Mesh;
import filbert.wire.header.HeaderBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one source and we tell each other of further sources (3-transfer, 3.7). Owner only. */
final class Meshed {
    private static final int NOT_FOUND = 404;
    private static final int OTHER_RANGE = 416;
    private static final int UNAVAILABLE = 503;

    private final Mesh mesh;
    private @Nullable Alternatives alternatives;

    Meshed(Mesh mesh) {
        this.mesh = mesh;
    }

    void linked(InetAddress peer) {
        alternatives = new Alternatives(mesh, peer);
    }

    HeaderBlock tell(Sha1 sha1, HeaderBlock request) {
        var known = alternatives;
        return known == null ? request : known.tell(sha1, request);
    }

    /** @return hosts worth trying that were not known */
    List<HostAddress> heard(Candidate from, Sha1 sha1, ReplyHead head) {
        var status = head.status();
        if (head.successful() || status == OTHER_RANGE || (status == UNAVAILABLE && head.queuePlace().isPresent())) {
            callable(from).ifPresent(host -> mesh.good(sha1, host));
        } else if (status == NOT_FOUND) {
            failed(from, sha1);
        }
        var known = alternatives;
        return known == null ? List.of() : known.heard(sha1, head.block());
    }

    void failed(Candidate source, Sha1 sha1) {
        failed(mesh, source, sha1);
    }

    /** It has not got this content, or something else under its name. */
    static void failed(Mesh mesh, Candidate source, Sha1 sha1) {
        callable(source).ifPresent(host -> mesh.bad(sha1, host));
    }

    private static Optional<HostAddress> callable(Candidate candidate) {
        return Optional.of(candidate.source()).filter(source -> !source.push()).map(source -> source.address());
    }
}
