package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.sharing.download.disk.Span;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who of a download's sources brings which bytes, and how many at once. Owner only. */
final class Assignments {
    private static final long FIRST_GOAL = 1 << 20; // ours: for a source of unknown rate
    private static final long LARGEST_GOAL = 64 << 20; // ours
    private static final int SECONDS_PER_REQUEST = 60; // ours: large ranges, because each reply of gtk-gnutella ends late
    private static final int SECONDS_WHEN_WATCHED = 4; // ours: who reads may go elsewhere, and a range under way cannot

    private final Download download;
    private final Engine engine;
    private final Crew crew;
    private final Segments segments;
    private long mayTurnAt;

    Assignments(Download download, Engine engine, Crew crew, Segments segments) {
        this.download = download;
        this.engine = engine;
        this.crew = crew;
        this.segments = segments;
        mayTurnAt = engine.now();
    }

    /** Could it bring any? */
    boolean wants(Candidate candidate) {
        return segments.offers(candidate.wares().available(engine.now())) || Poaching.offers(segments, candidate, engine.now());
    }

    /** Is it said to have things, and nothing that we lack? */
    boolean lacksOnlyOthers(Candidate candidate) {
        return candidate.wares().available(engine.now()) != null && segments.offers(null);
    }

    Task taskFor(Candidate candidate) {
        var has = candidate.wares().available(engine.now());
        segments.wanted(download.readership().wanted());
        var task = segments.claim(goal(candidate), has, candidate)
                .map(claim -> new Task.Range(claim, claim.span()))
                .or(() -> Poaching.take(segments, candidate, engine.now()));
        if (task.isPresent()) {
            reconsiderSpent();
            return task.get();
        }
        return lacksOnlyOthers(candidate) ? new Task.NotHere() : new Task.Nothing();
    }

    /** As much as it brings in a minute, but no more than its share. */
    private long goal(Candidate candidate) {
        var rate = candidate.pace().expected();
        var minute = rate.isEmpty() ? FIRST_GOAL : (long) Math.min(LARGEST_GOAL, (double) rate.getAsLong() * SECONDS_PER_REQUEST);
        var share = segments.free() / Math.max(1, crew.working());
        if (!download.readership().nobody()) {
            return Math.max(segments.unit(), Math.min(share, rate.orElse(0) * SECONDS_WHEN_WATCHED));
        }
        return Math.max(segments.unit(), Math.min(minute, share));
    }

    /** Others bring what these were to bring. */
    void reconsiderSpent() {
        segments.spent().forEach(claim -> claim.holders().forEach(crew::reconsider));
    }

    /** Somebody waits for this byte, and has for a while. */
    void turnTo(long position) {
        if (engine.now() < mayTurnAt) {
            return;
        }
        Turning.victim(segments, position, engine.now()).ifPresent(claim -> {
            mayTurnAt = engine.now() + Turning.AGAIN.toNanos();
            segments.callOff(claim);
            claim.holders().forEach(holder -> download.chronicle().tell("turned", holder.source().address().toString(), ""));
            reconsiderSpent();
        });
    }

    /** Bytes asked for that are not on disk, and of whom. */
    Map<Span, HostAddress> coming() {
        var coming = new LinkedHashMap<Span, HostAddress>();
        for (var claim : segments.claims()) {
            segments.toCome(claim).forEach(span -> coming.put(span, claim.holders().getFirst().source().address()));
        }
        return coming;
    }
}
