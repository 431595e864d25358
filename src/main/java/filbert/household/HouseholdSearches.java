package filbert.household;

import filbert.event.Signal;
import filbert.household.MissingHashes.Answer.Identified;
import filbert.household.MissingHashes.Answer.Unvouched;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchSummary;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.Source;
import filbert.servent.spam.Lesson;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import filbert.wire.message.Query;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/** Searching, as people may. What somebody looked for is theirs alone: not even an owner sees it. Guests and children see less of what is found. */
public final class HouseholdSearches {
    private final Searches searches;
    private final Downloads downloads;
    private final HouseholdSpam spam;
    private final Shelter shelter;
    private final Fetchers fetchers;
    private final MissingHashes hashes;
    private volatile Consumer<String> taken = _ -> {};

    public HouseholdSearches(Searches searches, Downloads downloads, HouseholdSpam spam) {
        this(searches, downloads, spam, Shelter.USUAL, Fetchers.MEMBERS);
    }

    /** @param fetchers who may download what they find */
    public HouseholdSearches(Searches searches, Downloads downloads, HouseholdSpam spam, Shelter shelter, Fetchers fetchers) {
        this.fetchers = fetchers;
        this.shelter = shelter;
        this.searches = searches;
        this.downloads = downloads;
        hashes = new MissingHashes(downloads);
        this.spam = spam;
    }

    /** @param then told the search whenever a file of it is downloaded; returns at once */
    public void whenTaken(Consumer<String> then) {
        taken = then;
    }

    /** @throws filbert.servent.search.UnsearchableException for words nobody would answer */
    public String start(Person person, String query) {
        person.require(Role.GUEST);
        return searches.start(person.id(), query);
    }

    /**
     * With every source of every file.
     *
     * @throws NoSuchElementException when there is none this person may see
     */
    public SearchView view(Person person, String searchId) {
        return searches.view(head(person, searchId).id())
                .map(search -> shelter.of(person, spam.judged(search)))
                .orElseThrow(() -> none(searchId));
    }

    /**
     * For lists.
     *
     * @throws NoSuchElementException when there is none this person may see
     */
    public SearchSummary summary(Person person, String searchId) {
        return searches.summary(head(person, searchId).id()).map(all -> shelter.of(person, all)).orElseThrow(() -> none(searchId));
    }

    /**
     * Without files.
     *
     * @throws NoSuchElementException when there is none this person may see
     */
    public SearchView head(Person person, String searchId) {
        return searches.head(searchId)
                .filter(search -> search.person() == person.id())
                .orElseThrow(() -> none(searchId));
    }

    private static NoSuchElementException none(String searchId) {
        return new NoSuchElementException("search " + searchId);
    }

    /** @throws NoSuchElementException when this person may not see the search */
    public Optional<FoundFile> file(Person person, String searchId, String fileId) {
        var search = head(person, searchId);
        return searches.file(search.id(), fileId)
                .map(file -> spam.judged(search, file))
                .filter(file -> shelter.shows(person, file));
    }

    /** Without files. */
    public Optional<SearchView> latest(Person person, String query) {
        return searches.latest(person.id(), query);
    }

    public List<SearchView> recent(Person person, int atMost) {
        return searches.recent(person.id(), atMost);
    }

    /**
     * Asks for the newest files of others.
     *
     * @throws filbert.servent.search.UnsearchableException when somebody did a moment ago
     */
    public String whatsNew(Person person) {
        return start(person, Query.WHATS_NEW);
    }

    /**
     * Asks far ultrapeers too, one by one.
     *
     * @return the id of the search that goes on
     * @throws NoSuchElementException when this person may not see the search
     * @throws filbert.servent.search.UnsearchableException when that is not possible now
     */
    public String deepen(Person person, String searchId) {
        person.require(Role.GUEST);
        return searches.deepen(head(person, searchId).id());
    }

    public void stop(Person person, String searchId) {
        searches.stop(head(person, searchId).id());
    }

    /**
     * Downloads one row of a search.
     *
     * @throws NoSuchElementException without such a row
     * @throws IllegalArgumentException for a row without a hash: nothing could be verified
     */
    public DownloadView download(Person person, String searchId, String fileId) {
        fetchers.require(person);
        var begun = downloads.add(request(person, wanted(person, searchId, fileId)));
        taken.accept(searchId);
        return begun;
    }

    /**
     * The same; of a row without a hash its hosts are asked for it first, one after the other, and the first that tells one is the source. Where they answer
     * and name none, the file comes from the first of them, and nothing of it can be checked. May take a minute.
     *
     * @throws IllegalArgumentException when none of them answers, or none has the file
     */
    public DownloadView askAndDownload(Person person, String searchId, String fileId) {
        fetchers.require(person);
        var file = wanted(person, searchId, fileId);
        if (file.sha1().isPresent()) {
            return download(person, searchId, fileId);
        }
        var begun = downloads.add(switch (hashes.of(file)) {
            case Identified(var known) -> identified(person, searchId, known);
            case Unvouched(var unknown, var source) -> unvouched(person, searchId, unknown, source);
        });
        taken.accept(searchId);
        return begun;
    }

    private DownloadRequest identified(Person person, String searchId, FoundFile known) {
        var judged = spam.judged(head(person, searchId), known);
        shelter.check(person, judged);
        return request(person, judged);
    }

    private DownloadRequest unvouched(Person person, String searchId, FoundFile unknown, Source source) {
        var judged = spam.judged(head(person, searchId), unknown);
        shelter.check(person, judged);
        return DownloadRequest.unvouched(person.id(), judged.name(), judged.size(), source);
    }

    private FoundFile wanted(Person person, String searchId, String fileId) {
        return file(person, searchId, fileId).orElseThrow(() -> new NoSuchElementException("result " + fileId));
    }

    /**
     * Calls one row of a search spam, or says that it is none; of what was said of one content the last counts. Shows at once, in every search.
     *
     * @throws NoSuchElementException without such a row
     */
    public void teach(Person person, String searchId, String fileId, Lesson.Verdict verdict) {
        spam.teach(person, wanted(person, searchId, fileId), verdict);
        searches.changed().raise();
    }

    /** Takes back what was said of one row. */
    public void unteach(Person person, String searchId, String fileId) {
        spam.forget(person, wanted(person, searchId, fileId));
        searches.changed().raise();
    }

    private static DownloadRequest request(Person person, FoundFile file) {
        var sha1 = file.sha1().orElseThrow(() -> new IllegalArgumentException("download.refused.no-hash"));
        return new DownloadRequest(person.id(), sha1, file.tigerRoot(), file.name(), file.size(), file.sources());
    }

    public Signal changed() {
        return searches.changed();
    }
}
