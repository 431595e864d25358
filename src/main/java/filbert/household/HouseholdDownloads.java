package filbert.household;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.KeptPart;
import filbert.sharing.download.Magnet;
import filbert.sharing.download.Priority;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Downloading, as people may: members, and guests with a quota, their own, the owner everybody's. */
public final class HouseholdDownloads {
    private static final Set<State> RUNS = EnumSet.of(State.QUEUED, State.ACTIVE);

    private final Downloads downloads;
    private final LongFunction<Destination> destinations;
    private final Shelter shelter;
    private final Fetchers fetchers;
    private final DownloadPlaces places;
    private final Supplier<KeptCeiling> ceiling;

    /** @param destinations by person; may block */
    public HouseholdDownloads(Downloads downloads, LongFunction<Destination> destinations) {
        this(
                downloads, destinations, Shelter.USUAL, Fetchers.MEMBERS,
                new DownloadPlaces(person -> destinations.apply(person).folder(), person -> destinations.apply(person).folder(), _ -> List.of(), List::of),
                () -> new KeptCeiling(90, 100));
    }

    /**
     * @param fetchers who may begin downloads and decide about their own
     * @param ceiling as it is now
     */
    public HouseholdDownloads(
            Downloads downloads,
            LongFunction<Destination> destinations,
            Shelter shelter,
            Fetchers fetchers,
            DownloadPlaces places,
            Supplier<KeptCeiling> ceiling) {
        this.ceiling = ceiling;
        this.shelter = shelter;
        this.places = places;
        this.fetchers = fetchers;
        this.downloads = downloads;
        this.destinations = destinations;
    }

    /** May this person have files fetched? Does not block. */
    public boolean mayFetch(Person person) {
        return fetchers.includes(person);
    }

    /** @throws NotAllowedException for a guest without a quota */
    public void requireFetching(Person person) {
        fetchers.require(person);
    }

    /** Where what this person begins will go. */
    public Destination destination(Person person) {
        return destinations.apply(person.id());
    }

    /**
     * Where this one will go.
     *
     * @throws NoSuchElementException when there is none this person may see
     */
    public Destination destination(Person person, long id) {
        var view = view(person, id);
        var chosen = view.folder();
        return chosen == null ? destinations.apply(view.person()) : new Destination(chosen, DownloadFolders.free(chosen));
    }

    /**
     * Where this one may be sent, its person's own folder first; nowhere when its person has left.
     *
     * @throws NoSuchElementException when there is none this person may see
     */
    public List<Path> places(Person person, long id) {
        var of = view(person, id).person();
        return folderOf(of).isPresent() ? places.of(of) : List.of();
    }

    /**
     * Sends it elsewhere.
     *
     * @param place one of {@link #places}
     * @param below a name for a folder right below its person's own, instead of a place; perhaps empty
     * @return false when it is done, or being moved there
     * @throws IllegalArgumentException with a message key below {@code said.download.} when it may not go there
     */
    public boolean send(Person person, long id, String place, String below) {
        fetchers.require(person);
        var view = view(person, id);
        if (view.state() == State.DONE) {
            return false;
        }
        var own = destinations.apply(view.person()).folder();
        var folder = below.isBlank() ? places.chosen(view.person(), place) : places.below(view.person(), below.strip());
        return downloads.send(id, folder.equals(own) ? null : folder);
    }

    /** Whose folder each of these goes to, by person, as far as they are still there: a download may outlive its person. */
    public Map<Long, Path> folders(Person person, Collection<DownloadView> shown) {
        var folders = new HashMap<Long, Path>();
        for (var download : shown) {
            if (maySee(person, download) && !folders.containsKey(download.person())) {
                folderOf(download.person()).ifPresent(folder -> folders.put(download.person(), folder));
            }
        }
        return folders;
    }

    private Optional<Path> folderOf(long person) {
        try {
            return Optional.of(destinations.apply(person).folder());
        } catch (NoSuchElementException gone) {
            return Optional.empty();
        }
    }

    /** @throws NoSuchElementException when there is none this person may see */
    public DownloadDetail detail(Person person, long id) {
        return downloads.detail(view(person, id).id()).orElse(DownloadDetail.NOTHING);
    }

    /** @param magnet see 3-transfer, 3.11. @throws IllegalArgumentException with a message key below {@code magnet.} */
    public List<DownloadView> addMagnet(Person person, String magnet) {
        return addMagnet(person, magnet, _ -> true);
    }

    /** Only these files of it; perhaps none. */
    public List<DownloadView> addMagnet(Person person, String magnet, Predicate<Sha1> chosen) {
        fetchers.require(person);
        var added = Magnet.parse(magnet).stream()
                .filter(file -> chosen.test(file.sha1()))
                .peek(file -> shelter.check(person, named(file)))
                .map(wanted -> downloads.add(new DownloadRequest(
                        person.id(), wanted.sha1(), wanted.tigerRoot(), wanted.name(), wanted.size(), wanted.sources())))
                .toList();
        added.forEach(this::seek);
        return added;
    }

    /** Nobody is known to have it: whoever wants it wishes the network to be asked. */
    private void seek(DownloadView added) {
        if (added.sources().isEmpty()) {
            downloads.seek(added.id());
        }
    }

    /** Empty when the magnet does not say: then the file is called by its hash, which tells nothing. */
    private static String named(Magnet file) {
        return file.name().startsWith(file.sha1().base32()) ? "" : file.name();
    }

    /**
     * A file that somebody found.
     *
     * @throws IllegalArgumentException for one without a hash: nothing could be verified
     */
    public DownloadView add(Person person, FoundFile file) {
        fetchers.require(person);
        shelter.check(person, file);
        var sha1 = file.sha1().orElseThrow(() -> new IllegalArgumentException("download.refused.no-hash"));
        return downloads.add(new DownloadRequest(person.id(), sha1, file.tigerRoot(), file.name(), file.size(), file.sources()));
    }

    /** Is this for this person? Not everything is for guests and children. */
    public boolean mayHave(Person person, FoundFile file) {
        return shelter.shows(person, file);
    }

    /** Is it being fetched for somebody in the house, or has it been? */
    public boolean knows(Sha1 content) {
        return downloads.view().stream().anyMatch(download -> download.content().filter(content::equals).isPresent());
    }

    /** Newest first. */
    public List<DownloadView> list(Person person) {
        return downloads.view().stream().filter(download -> maySee(person, download)).toList();
    }

    /** @throws NoSuchElementException when there is none this person may see */
    public DownloadView view(Person person, long id) {
        return downloads
                .view(id)
                .filter(download -> maySee(person, download))
                .orElseThrow(() -> new NoSuchElementException("download " + id));
    }

    /**
     * Reads bytes {@code from} to {@code to}, exclusive, as they come. Close it.
     *
     * @throws NoSuchElementException when there is none this person may see
     * @throws filbert.sharing.download.UnreadableException when it cannot be read now
     */
    public DownloadReader read(Person person, long id, long from, long to) {
        return downloads
                .read(view(person, id).id(), person.id(), from, to)
                .orElseThrow(() -> new NoSuchElementException("download " + id));
    }

    public boolean pause(Person person, long id) {
        return command(person, id, downloads::pause);
    }

    public boolean resume(Person person, long id) {
        return command(person, id, downloads::resume);
    }

    /** Of one's own; the owner everybody's. @return how many */
    public int pauseAll(Person person) {
        fetchers.require(person);
        return (int) list(person).stream().filter(download -> RUNS.contains(download.state()) && downloads.pause(download.id())).count();
    }

    /** Likewise. */
    public int resumeAll(Person person) {
        fetchers.require(person);
        return (int) list(person).stream().filter(download -> download.state() == State.PAUSED && downloads.resume(download.id())).count();
    }

    public boolean cancel(Person person, long id) {
        return command(person, id, downloads::cancel);
    }

    /** As {@link #cancel}, but what came so far stays for whoever wants the same some day. */
    public boolean keep(Person person, long id) {
        return command(person, id, downloads::keep);
    }

    /** What stayed of one's own, for owners of everybody's; the newest first. */
    public List<KeptPart> kept(Person person) {
        return downloads.kept().stream()
                .filter(part -> part.person() == person.id() || person.role() == Role.OWNER)
                .sorted(Comparator.comparing(KeptPart::since).reversed())
                .toList();
    }

    /** How long, and how much, stays. */
    public KeptCeiling ceiling() {
        return ceiling.get();
    }

    /** Deletes what is over the ceiling. @return what it was */
    public List<KeptPart> tidyKept(Instant now) {
        return ceiling.get().over(downloads.kept(), now).stream().filter(part -> downloads.discard(part.sha1())).toList();
    }

    /**
     * Deletes what stayed.
     *
     * @return false when somebody wants it by now
     * @throws NoSuchElementException when there is none this person may see
     */
    public boolean discard(Person person, String sha1) {
        fetchers.require(person);
        var part = kept(person).stream().filter(one -> one.sha1().base32().equals(sha1)).findFirst().orElseThrow(() -> new NoSuchElementException("part"));
        return downloads.discard(part.sha1());
    }

    public boolean retry(Person person, long id) {
        return command(person, id, downloads::retry);
    }

    /** Which of its person's free places it gets. @param change from what it is now */
    public boolean prioritize(Person person, long id, UnaryOperator<Priority> change) {
        return command(person, id, download -> downloads.prioritize(download, change));
    }

    /** Asks the network who else has it. @return a message key below {@code download.look.} when that is not possible now */
    public Optional<String> lookForSources(Person person, long id) {
        fetchers.require(person);
        return downloads.lookForSources(view(person, id).id());
    }

    private boolean command(Person person, long id, LongPredicate verb) {
        fetchers.require(person);
        return verb.test(view(person, id).id());
    }

    private static boolean maySee(Person person, DownloadView download) {
        return download.person() == person.id() || person.role() == Role.OWNER;
    }

    public Signal changed() {
        return downloads.changed();
    }
}
