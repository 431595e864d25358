package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.net.Owner;
import filbert.net.TokenBucket;
import filbert.servent.push.Whereabouts;
import filbert.sharing.download.http.Requests;
import filbert.sharing.mesh.Mesh;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What those who work for one download find around them, whatever stage it is at. Owner only. */
final class Surroundings {
    private final Download download;
    private final Engine engine;

    Surroundings(Download download, Engine engine) {
        this.download = download;
        this.engine = engine;
    }

    Owner owner() {
        return engine.owner();
    }

    Executor lane() {
        return download.lane();
    }

    /** What everything its person fetches passes. */
    TokenBucket bucket() {
        return engine.rations().bucket(download.person());
    }

    Requests requests() {
        return engine.requests();
    }

    long now() {
        return engine.now();
    }

    boolean wayOut() {
        return engine.hosts().wayOut();
    }

    Instant instant() {
        return engine.clock().instant();
    }

    Sha1 sha1() {
        return download.sha1();
    }

    long size() {
        return download.size();
    }

    /** What is said of its size. */
    Sizes sizes() {
        return download.undertaking().sizes();
    }

    /** How we can be called by those who want what we have of it, if they may know. */
    Optional<Whereabouts> ourselves() {
        return download.announcement().ourselves();
    }

    Mesh mesh() {
        return engine.mesh();
    }

    /** A source told of our place in its queue, or forgot it. */
    void placed(Candidate candidate) {
        download.placed();
        engine.places().keep(download, candidate);
    }

    /** The host served another file on the link before: its slot is ours, whatever we ask for (3-transfer, 3.6.2). */
    void goOnInPlaceOf(Candidate former, Candidate candidate) {
        engine.places().exchange(download, candidate, former);
    }

    /** Nothing of it is shown to anybody for now. */
    void withdraw() {
        engine.partials().withdraw(download.sha1());
        download.readership().mayReadNothing();
    }
}
