package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Lessons;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row of a search: everything found that has the same SHA-1, or, without one, the same name and size.
 *
 * @param id stable within its search: the SHA-1 in base32, or {@code n} and a digest of name and size
 * @param name the name most sources use
 * @param names every name seen, most used first
 * @param sources one per address, never more
 * @param judgement what speaks against it
 * @param tags as the first source that has any says
 */
public record FoundFile(
        String id,
        Optional<Sha1> sha1,
        Optional<TigerRoot> tigerRoot,
        String name,
        List<String> names,
        long size,
        List<Source> sources,
        Instant firstSeen,
        Instant lastSeen,
        Judgement judgement,
        Tags tags) {

    /** One nothing speaks against, and that says nothing of itself. */
    public FoundFile(
            String id,
            Optional<Sha1> sha1,
            Optional<TigerRoot> tigerRoot,
            String name,
            List<String> names,
            long size,
            List<Source> sources,
            Instant firstSeen,
            Instant lastSeen) {
        this(id, sha1, tigerRoot, name, names, size, sources, firstSeen, lastSeen, Judgement.CLEAN, Tags.NONE);
    }

    /** The same with more said against it, or for it. */
    public FoundFile judged(List<Judgement.Mark> more) {
        var all = judgement.with(more);
        return all.equals(judgement) ? this : new FoundFile(id, sha1, tigerRoot, name, names, size, sources, firstSeen, lastSeen, all, tags);
    }

    /** As somebody sees it who learned that. */
    public FoundFile judged(Lessons lessons, Asked asked) {
        var hosts = sources.stream().map(source -> source.address().ip()).toList();
        return judged(lessons.judge(asked, sha1, name, size, hosts));
    }

    /** What one of its hosts has, whose hash is known now: the same name and size at others says nothing of their bytes. */
    public FoundFile identified(Sha1 told, Source by) {
        return at(by, Optional.of(told));
    }

    /** What one of its hosts has, as that one calls it, where nobody tells a hash. */
    public FoundFile at(Source by) {
        return at(by, Optional.empty());
    }

    private FoundFile at(Source by, Optional<Sha1> told) {
        return new FoundFile(id, told, Optional.empty(), by.name(), List.of(by.name()), size, List.of(by), firstSeen, lastSeen, judgement, tags);
    }

    public boolean isSpam() {
        return judgement.isSpam();
    }
}
