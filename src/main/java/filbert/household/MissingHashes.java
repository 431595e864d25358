package filbert.household;

import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.ToldHash;
import filbert.sharing.download.ToldHash.Told;
import filbert.sharing.download.ToldHash.Untold;
import filbert.sharing.download.ToldHash.Why;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks those who offer a file without a hash what its hash is. Blocks. Thread-safe. */
final class MissingHashes {
    private static final int MOST_ASKED = 2; // somebody waits meanwhile
    private static final long LONGEST = 30; // seconds for each

    private final Downloads downloads;

    MissingHashes(Downloads downloads) {
        this.downloads = downloads;
    }

    /**
     * The file as the first host has it that tells its hash. Those that can be called at once are asked first.
     *
     * @throws IllegalArgumentException with a message key below {@code download.refused.} when none does
     */
    FoundFile of(FoundFile file) {
        var why = Why.BUSY;
        for (var source : toAsk(file)) {
            switch (ask(source, file.size())) {
                case Told(var sha1) -> {
                    return file.identified(sha1, source);
                }
                case Untold(var reason) -> why = reason.compareTo(why) < 0 ? reason : why;
            }
        }
        throw new IllegalArgumentException("download.refused." + why.key());
    }

    private static List<Source> toAsk(FoundFile file) {
        return file.sources().stream()
                .sorted(Comparator.comparing(Source::push).thenComparing(Source::busy))
                .limit(MOST_ASKED)
                .toList();
    }

    private ToldHash ask(Source source, long size) {
        return downloads.hashOf(source, size).completeOnTimeout(new Untold(Why.UNREACHED), LONGEST, TimeUnit.SECONDS).join();
    }
}
