package filbert.household;

import filbert.event.Signal;
import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.Adoptions;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.adopt.Search;
import filbert.sharing.download.adopt.SearchView;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Moving house: looking for what other programs left of files, and taking it over. The owner's business, for it reads the machine's folders. */
public final class HouseholdAdoptions {
    private static final String REFUSED = "adopt.refused.";

    private final Search search;
    private final Downloads downloads;
    private final Adoptions adoptions;
    private final Function<Path, String> refusal;

    /** @param refusal why a folder may not be looked through, as a word; or empty */
    public HouseholdAdoptions(Search search, Downloads downloads, Adoptions adoptions, Function<Path, String> refusal) {
        this.search = search;
        this.downloads = downloads;
        this.adoptions = adoptions;
        this.refusal = refusal;
    }

    /** Goes on in the background. @throws IllegalArgumentException with a message key below {@code adopt.refused.} */
    public void look(Person person, Path folder) {
        person.require(Role.OWNER);
        var why = refusal.apply(folder);
        if (!why.isEmpty()) {
            throw new IllegalArgumentException(REFUSED + why);
        }
        var waiting = downloads.view().stream()
                .filter(download -> download.state() != DownloadView.State.DONE && download.size() > 0)
                .flatMap(download -> download.content().map(content -> new Search.Waiting(content, download.size())).stream())
                .toList();
        if (!search.begin(folder, waiting)) {
            throw new IllegalArgumentException(REFUSED + "busy");
        }
    }

    public void cancelLook(Person person) {
        person.require(Role.OWNER);
        search.cancel();
    }

    public SearchView search(Person person) {
        person.require(Role.OWNER);
        return search.view();
    }

    /** What of it could be done with these. */
    public List<Offer> offers(Person person, SearchView found) {
        person.require(Role.OWNER);
        var fits = new Fits(downloads.view());
        return found.found().stream().map(fits::offer).toList();
    }

    /** New downloads are this person's. @return how many of these leftovers are being taken over now */
    public int adopt(Person person, Set<Integer> numbers) {
        var chosen = offers(person, search.view()).stream()
                .filter(offer -> numbers.contains(offer.finding().number()) && offer.adoptable())
                .toList();
        return (int) chosen.stream().filter(offer -> adoptions.adopt(download(person, offer), offer.finding().origin())).count();
    }

    private long download(Person person, Offer offer) {
        var finding = offer.finding();
        return offer.download()
                .map(DownloadView::id)
                .orElseGet(() -> {
                    var added = downloads.add(new DownloadRequest(
                            person.id(), finding.sha1().orElseThrow(), finding.tigerRoot(), finding.name(), finding.size(), List.of()));
                    downloads.seek(added.id());
                    return added.id();
                });
    }

    /** In the order they were asked for. */
    public List<AdoptionView> adoptions(Person person) {
        person.require(Role.OWNER);
        return adoptions.adoptions();
    }

    /** No more is copied into this download. @return false when nothing was */
    public boolean leave(Person person, long download) {
        person.require(Role.OWNER);
        return adoptions.leave(download);
    }

    public List<Signal> changed() {
        return List.of(search.changed(), downloads.changed());
    }
}
