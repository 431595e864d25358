package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.servent.spam.Judgement;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list shows of a {@link FoundFile}: small enough to keep tens of thousands of them.
 *
 * @param names how many were seen
 * @param sources how many there are, {@code firewalled} and {@code busy} of them
 * @param atOnce can one of them be asked now, without being called first?
 */
public record FoundLine(
        String id,
        Optional<Sha1> sha1,
        String name,
        int names,
        long size,
        int sources,
        int firewalled,
        int busy,
        boolean atOnce,
        Instant firstSeen,
        Judgement judgement,
        Tags tags) {

    public static FoundLine of(FoundFile file) {
        var firewalled = 0;
        var busy = 0;
        var atOnce = false;
        for (var source : file.sources()) {
            firewalled += source.push() ? 1 : 0;
            busy += source.busy() ? 1 : 0;
            atOnce |= !source.push() && !source.busy();
        }
        return new FoundLine(
                file.id(),
                file.sha1(),
                file.name(),
                file.names().size(),
                file.size(),
                file.sources().size(),
                firewalled,
                busy,
                atOnce,
                file.firstSeen(),
                file.judgement(),
                file.tags());
    }

    public boolean isSpam() {
        return judgement.isSpam();
    }
}
