package filbert.household.wish;

import filbert.household.Programs;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What of the files found a wish would download by itself, the best first; never a program. */
final class Candidates {
    private final Taking taking;
    private final Predicate<Sha1> had;

    /** @param had is it in the house, or on its way? */
    Candidates(Taking taking, Predicate<Sha1> had) {
        this.taking = taking;
        this.had = had;
    }

    /** @param files that the wish's filter left, without spam */
    List<FoundFile> of(List<FoundFile> files) {
        var all = files.stream()
                .filter(file -> file.sha1().isPresent())
                .filter(file -> file.sources().size() >= taking.leastSources())
                .filter(file -> file.size() > 0)
                .filter(file -> file.names().stream().noneMatch(Programs::isOne) && !Programs.isOne(file.name()))
                .sorted(Comparator.<FoundFile>comparingInt(file -> file.sources().size()).reversed().thenComparing(FoundFile::id))
                .toList();
        var chosen = taking.choice() == Taking.Choice.BEST ? all.stream().limit(1) : all.stream();
        return chosen.filter(file -> file.sha1().filter(had.negate()).isPresent()).toList();
    }
}
