package filbert.household.statistics;

import filbert.identity.Sha1;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps samples. Methods block. */
public interface SampleStore {
    /** @param label whose or why; empty when there is only one */
    record Key(String series, String label) {}

    /** @param total the sum of what was measured {@code times} times */
    record Sum(long total, int times) {
        Sum plus(Sum more) {
            return new Sum(total + more.total, times + more.times);
        }
    }

    record Sample(Instant began, String label, Sum sum) {}

    /** Adds to the samples of each width in which this moment lies. */
    void add(Instant moment, Map<Key, Sum> more);

    /** In order of time. */
    List<Sample> list(String series, Span.Width width, Instant from);

    /** Forgets what is older than its width is kept, and what was asked for before {@code askedFrom}. @return rows gone */
    int tidy(Instant now, LocalDate askedFrom);

    record Asked(LocalDate day, long requests, long bytes) {}

    record AskedFile(String sha1, long requests, long bytes) {}

    /** Each says on which day. */
    void addAsked(Map<Sha1, Asked> more);

    /** In order of time. */
    List<Asked> asked(Sha1 file, LocalDate from);

    /** When each was last asked for, those that were. @param files at most a hundred or so */
    Map<Sha1, LocalDate> lastAsked(Collection<Sha1> files);

    /** The most asked for first. */
    List<AskedFile> mostAsked(LocalDate from, int atMost);
}
