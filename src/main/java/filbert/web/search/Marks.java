package filbert.web.search;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What of the results is being downloaded or has been. Keys below {@code result.mark.}. */
final class Marks {
    private final Map<Sha1, String> byContent = new HashMap<>();

    Marks(List<DownloadView> downloads) {
        downloads.forEach(download ->
                byContent.put(download.sha1(), download.state().name().toLowerCase(Locale.ROOT)));
    }

    String of(Optional<Sha1> content) {
        return content.map(sha1 -> byContent.getOrDefault(sha1, "")).orElse("");
    }
}
