package filbert.simulation.crowd;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.servent.search.LocalAnswers;
import filbert.servent.search.LocalFile;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** What one host of a {@link Crowd} shares: some of the catalogue. It does not change once the host has joined. */
final class SharedFiles implements LocalAnswers {
    private final Catalogue.Entry[] entries;
    private final Signal changed = new Signal();

    /** @param files no two the same */
    SharedFiles(Collection<Catalogue.Entry> files) {
        entries = files.toArray(Catalogue.Entry[]::new);
    }

    int matches(List<String> words) {
        var count = 0;
        for (var entry : entries) {
            count += entry.matches(words) ? 1 : 0;
        }
        return count;
    }

    @Override
    public List<LocalFile> matching(List<String> words, List<Sha1> hashes, int mediaTypes, int atMost) {
        if (words.isEmpty() || matches(words) == 0) {
            return List.of();
        }
        return List.of(entries).stream().filter(entry -> entry.matches(words)).limit(atMost).map(Catalogue.Entry::file).toList();
    }

    @Override
    public void words(Consumer<String> each) {
        var all = new HashSet<String>();
        for (var entry : entries) {
            all.addAll(entry.words());
        }
        all.forEach(each);
    }

    @Override
    public long files() {
        return entries.length;
    }

    @Override
    public long kibibytes() {
        return entries.length * 1_000L;
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
