package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.Owner;
import filbert.net.TokenBucket;
import filbert.servent.push.Whereabouts;
import filbert.sharing.download.http.ByteRange;
import filbert.sharing.download.http.Requests;
import filbert.sharing.mesh.Mesh;
import filbert.wire.header.HeaderBlock;
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

    /** Has nobody told a hash of it? */
    boolean unvouched() {
        return download.unvouched();
    }

    /** What replies have to be about, where anybody has told it. */
    Optional<Sha1> content() {
        return download.unvouched() ? Optional.empty() : Optional.of(download.sha1());
    }

    /** The request for these bytes: by hash, or where there is none, as its host calls the file (3-transfer, 3.2.2). */
    HeaderBlock request(HostAddress host, Candidate candidate, ByteRange range, long downloaded) {
        var ticket = candidate.footing().ticket();
        var source = candidate.source();
        return download.unvouched()
                ? requests().named(host, source.index(), source.name(), range, ticket)
                : requests().range(host, download.sha1(), range, downloaded, ticket);
    }

    /** Nothing to compare with, so a hash told on the way is only written down. */
    void toldHash(HostAddress host, Sha1 hash) {
        download.chronicle().tell("hash-told", host.toString(), hash.base32());
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
