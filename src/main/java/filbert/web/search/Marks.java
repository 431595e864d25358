package filbert.web.search;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What of the results is being downloaded or has been, and what the library has. Keys below {@code result.mark.}. */
final class Marks {
    private static final String OWNED = "owned";
    private static final String FAILED = "failed";

    private final Map<Sha1, String> byContent = new HashMap<>();
    private final Function<Collection<Sha1>, Set<Sha1>> library;

    /** @param library which of some contents it has; asked of a page of them at a time */
    Marks(List<DownloadView> downloads, Function<Collection<Sha1>, Set<Sha1>> library) {
        this.library = library;
        downloads.forEach(download ->
                byContent.put(download.sha1(), download.state().name().toLowerCase(Locale.ROOT)));
    }

    /** Looks up what the library has of these. */
    Marks knowing(List<Optional<Sha1>> contents) {
        var unknown = contents.stream().flatMap(Optional::stream).filter(content -> !isHad(Optional.of(content))).distinct().toList();
        if (!unknown.isEmpty()) {
            library.apply(unknown).forEach(content -> byContent.put(content, OWNED));
        }
        return this;
    }

    String of(Optional<Sha1> content) {
        return content.map(sha1 -> byContent.getOrDefault(sha1, "")).orElse("");
    }

    /** Have we got it, or will we? */
    boolean isHad(Optional<Sha1> content) {
        var mark = of(content);
        return !mark.isEmpty() && !mark.equals(FAILED);
    }
}
