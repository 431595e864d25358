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

    /** What came of asking: never more than one source, because the same name and size elsewhere may be other bytes. */
    sealed interface Answer {
        /** The file as the first host has it that tells its hash. */
        record Identified(FoundFile file) implements Answer {}

        /** Nobody told a hash, and this is the first that answered: what it sends cannot be checked. */
        record Unvouched(FoundFile file, Source source) implements Answer {}
    }

    /**
     * Those that can be called at once are asked first.
     *
     * @throws IllegalArgumentException with a message key below {@code download.refused.} when none has the file to give
     */
    Answer of(FoundFile file) {
        var why = Why.BUSY;
        Source silent = null;
        for (var source : toAsk(file)) {
            switch (ask(source, file.size())) {
                case Told(var sha1) -> {
                    return new Answer.Identified(file.identified(sha1, source));
                }
                case Untold(var reason) when reason == Why.NO_HASH -> silent = silent == null ? source : silent;
                case Untold(var reason) -> why = reason.compareTo(why) < 0 ? reason : why;
            }
        }
        if (silent != null && file.size() > 0) {
            return new Answer.Unvouched(file.at(silent), silent);
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
