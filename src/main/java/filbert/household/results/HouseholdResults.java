package filbert.household.results;

import filbert.household.Holdings;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSearches;
import filbert.household.Person;
import filbert.identity.Sha1;
import filbert.servent.search.SearchView;
import filbert.servent.search.Source;
import filbert.servent.search.Whence;
import filbert.servent.spam.Experience;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The results of somebody's searches, as they want to see them. Thread-safe; may block. */
public final class HouseholdResults {
    private static final Set<Hiding> HAD = Set.of(Hiding.OWNED, Hiding.QUEUED);

    private final HouseholdSearches searches;
    private final HouseholdDownloads downloads;
    private final Holdings library;
    private final Experience experience;
    private final Possessions possessions;
    private final Sieve sieve = new Sieve();

    public HouseholdResults(HouseholdSearches searches, HouseholdDownloads downloads, Holdings library, Experience experience, InstantSource clock) {
        this.searches = searches;
        this.downloads = downloads;
        this.library = library;
        this.experience = experience;
        this.possessions = new Possessions(library, clock);
    }

    /** What somebody sees. @param search without files */
    public record Looked(SearchView search, Sifted sifted, Marks marks) {}

    /** @throws NoSuchElementException when there is no search this person may see */
    public Looked look(Person person, String search, Selection selection) {
        var summary = searches.summary(person, search);
        var marks = marks(person);
        var owned = new HashSet<Sha1>();
        if (selection.hides(Hiding.OWNED)) {
            owned.addAll(possessions.of(person.id(), summary));
            owned.addAll(marks.done());
        }
        return new Looked(summary.search(), sieve.sift(summary, new Had(owned, marks.queued()), selection), marks);
    }

    /** What of the results is here or on its way. */
    public Marks marks(Person person) {
        return new Marks(downloads.list(person), contents -> library.of(person.id(), contents));
    }

    /**
     * The files of some groups that can be downloaded and are neither here nor on their way, for whoever may fetch.
     *
     * @param keys as {@link Group#key} says them
     * @return ids, each once, at most {@code atMost}
     */
    public Set<String> filesOf(Person person, String search, Selection selection, Collection<String> keys, int atMost) {
        downloads.requireFetching(person);
        var shown = look(person, search, missing(selection)).sifted().shown();
        var files = new LinkedHashSet<String>();
        for (var key : new LinkedHashSet<>(keys)) {
            var group = Group.only(selection, key);
            for (var line : shown) {
                if (files.size() < atMost && line.sha1().isPresent() && line.offers().any(group::isPlace)) {
                    files.add(line.id());
                }
            }
        }
        return files;
    }

    /** By file, without what is here or on its way. */
    private static Selection missing(Selection selection) {
        var hidden = new HashSet<>(selection.hidden());
        hidden.addAll(HAD);
        return new Selection(selection.narrowing(), hidden, Grouping.FILE, selection.sort(), selection.host(), selection.folder());
    }

    /** How a host is reached, as one of the results says. */
    public Optional<Source> source(Person person, String search, String host) {
        return searches.summary(person, search).lines().stream()
                .filter(line -> line.offers().isOf(host))
                .findFirst()
                .flatMap(line -> searches.file(person, search, line.id()))
                .flatMap(file -> file.sources().stream().filter(source -> Whence.of(source).toString().equals(host)).findFirst());
    }

    /** Is nothing done with this host, because of a list or because the owner blocked it? */
    public boolean isBlocked(String host) {
        return Whence.parse(host).filter(whence -> experience.now().blocks(whence.address().ip())).isPresent();
    }
}
