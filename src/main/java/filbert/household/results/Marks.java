package filbert.household.results;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What of the results is being downloaded or has been, and what the library has. Keys below {@code result.mark.}. */
public final class Marks {
    private static final String OWNED = "owned";
    private static final String FAILED = "failed";
    private static final Set<DownloadView.State> UNDER_WAY =
            EnumSet.of(DownloadView.State.QUEUED, DownloadView.State.ACTIVE, DownloadView.State.PAUSED, DownloadView.State.CHECKING);

    private final Map<Sha1, String> byContent = new HashMap<>();
    private final Set<Sha1> queued = new HashSet<>();
    private final Set<Sha1> done = new HashSet<>();
    private final Function<Collection<Sha1>, Set<Sha1>> library;

    /** @param library which of some contents it has; asked of a page of them at a time */
    public Marks(List<DownloadView> downloads, Function<Collection<Sha1>, Set<Sha1>> library) {
        this.library = library;
        for (var download : downloads) {
            if (download.content().isEmpty()) {
                continue; // what it is called by is no hash
            }
            byContent.put(download.sha1(), download.state().name().toLowerCase(Locale.ROOT));
            if (UNDER_WAY.contains(download.state())) {
                queued.add(download.sha1());
            } else if (download.state() == DownloadView.State.DONE) {
                done.add(download.sha1());
            }
        }
    }

    /** Looks up what the library has of these. */
    public Marks knowing(List<Optional<Sha1>> contents) {
        var unknown = contents.stream().flatMap(Optional::stream).filter(content -> !isHad(content)).distinct().toList();
        if (!unknown.isEmpty()) {
            library.apply(unknown).forEach(content -> byContent.put(content, OWNED));
        }
        return this;
    }

    public String of(Optional<Sha1> content) {
        return content.map(sha1 -> byContent.getOrDefault(sha1, "")).orElse("");
    }

    /** Have we got it, or will we? */
    private boolean isHad(Sha1 content) {
        var mark = byContent.getOrDefault(content, "");
        return !mark.isEmpty() && !mark.equals(FAILED);
    }

    /** Under way. */
    Set<Sha1> queued() {
        return queued;
    }

    /** Downloaded. */
    Set<Sha1> done() {
        return done;
    }
}
