package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.servent.push.Whereabouts;
import filbert.servent.search.Source;
import filbert.sharing.download.http.ReplyHead;
import filbert.sharing.mesh.Alternatives;
import filbert.sharing.mesh.Mesh;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.PushEndpoint;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one source and we tell each other of further sources (3-transfer, 3.7). Owner only. */
final class Meshed {
    private static final int NOT_FOUND = 404;
    private static final int OTHER_RANGE = 416;
    private static final int UNAVAILABLE = 503;

    private final Mesh mesh;
    private final boolean vouched;
    private @Nullable Alternatives alternatives;

    /** @param vouched is it known what the file is? Otherwise nobody is told of its sources, nor heard about others */
    Meshed(Mesh mesh, boolean vouched) {
        this.mesh = mesh;
        this.vouched = vouched;
    }

    void linked(InetAddress peer) {
        alternatives = vouched ? new Alternatives(mesh, peer) : null;
    }

    /** @param ourselves how we can be called, when we have some of it to give */
    HeaderBlock tell(Sha1 sha1, HeaderBlock request, Optional<Whereabouts> ourselves) {
        var known = alternatives;
        return known == null ? request : known.tell(sha1, request, ourselves);
    }

    /** What it has to say of others; by answering it says something of itself. */
    Alternatives.News heard(Candidate from, Sha1 sha1, ReplyHead head) {
        if (!vouched) {
            return Alternatives.News.NONE;
        }
        var status = head.status();
        if (head.successful() || status == OTHER_RANGE || (status == UNAVAILABLE && (head.queuePlace().isPresent() || head.parqId().isPresent()))) {
            good(from.source(), sha1, head.speaksTls());
        } else if (status == NOT_FOUND) {
            failed(from, sha1);
        }
        var known = alternatives;
        return known == null ? Alternatives.News.NONE : known.heard(sha1, head.block());
    }

    private void good(Source source, Sha1 sha1, boolean tls) {
        if (source.push()) {
            mesh.goodPushed(sha1, new PushEndpoint(source.servent(), Optional.of(source.address()), source.proxies()));
        } else {
            mesh.good(sha1, source.address());
            if (tls) {
                mesh.speaksTls(source.address());
            }
        }
    }

    void failed(Candidate source, Sha1 sha1) {
        if (vouched) {
            failed(mesh, source, sha1);
        }
    }

    /** It has not got this content, or something else under its name. */
    static void failed(Mesh mesh, Candidate candidate, Sha1 sha1) {
        var source = candidate.source();
        if (source.push()) {
            mesh.badPushed(sha1, source.servent());
        } else {
            mesh.bad(sha1, source.address());
        }
    }
}
