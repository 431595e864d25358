package filbert.sharing.download;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks the sources of one download by datagram who is worth a call, where there are more than may be called (3-transfer, 3.13), and keeps the first calls for
 * a moment until they have answered: {@link #WAIT} at most, once. Owner only.
 */
final class Soundings {
    static final Duration WAIT = Duration.ofSeconds(1); // ours; LimeWire lets two pass between one call and the next, to hear of better ones

    private static final int AT_ONCE = 10; // ours: as many as the servent lets out in one go

    private final Download download;
    private final Engine engine;
    private final Runnable onNews;
    private final Set<Candidate> awaited = new HashSet<>();
    private boolean begun;
    private long until;

    /** @param onNews told on the owner when another may be called than before */
    Soundings(Download download, Engine engine, Runnable onNews) {
        this.download = download;
        this.engine = engine;
        this.onNews = onNews;
    }

    /** @param ready whom we might call, the best first */
    void ask(List<Candidate> ready) {
        if (download.unvouched() || ready.size() <= engine.settings().sourcesPerFile()) {
            return;
        }
        ready.stream().filter(Candidate::maySound).limit(AT_ONCE).forEach(this::ask);
        if (!begun && !awaited.isEmpty()) {
            begun = true;
            until = engine.now() + WAIT.toNanos();
            engine.owner().after(WAIT, onNews);
        }
    }

    private void ask(Candidate candidate) {
        var at = engine.now();
        awaited.add(candidate);
        var asked = engine.search().sound(candidate.source().address(), download.sha1(), says -> heard(candidate, Echo.asked(at).answered(says, engine.now())));
        if (asked) {
            candidate.sounded(at);
        } else {
            awaited.remove(candidate);
        }
    }

    private void heard(Candidate candidate, Echo echo) {
        awaited.remove(candidate);
        candidate.sounds(echo, download.size(), engine.now());
        engine.hosts().of(candidate.key()).manners().proven();
        onNews.run();
    }

    /** Are the first calls still kept? */
    boolean waiting() {
        return begun && !awaited.isEmpty() && engine.now() < until;
    }

    /** Need this one not wait for what others say? We have dealt with it, it calls us, or it has said that it would serve us at once. */
    boolean mayCall(Candidate candidate) {
        return !waiting() || candidate.answered() || candidate.due(engine.now()) || candidate.echo().hasRoom() || engine.hosts().hasLink(candidate.key());
    }
}
