package filbert.household;

import filbert.household.Offer.Fit;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.adopt.Finding;
import filbert.sharing.download.disk.SafeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which download a leftover belongs to: by its hash, else by its tree, else by size and name. */
final class Fits {
    private final Map<Sha1, DownloadView> byContent = new HashMap<>();
    private final Map<TigerRoot, DownloadView> byTree = new HashMap<>();
    private final Map<Long, List<DownloadView>> bySize = new HashMap<>();

    Fits(List<DownloadView> downloads) {
        for (var download : downloads) {
            if (download.content().isEmpty()) {
                continue; // nothing could tell whether a leftover is a part of it
            }
            byContent.merge(download.sha1(), download, (one, other) -> one.state() == State.DONE ? other : one);
            if (download.state() != State.DONE) {
                download.tigerRoot().ifPresent(root -> byTree.put(root, download));
                bySize.computeIfAbsent(download.size(), _ -> new ArrayList<>()).add(download);
            }
        }
    }

    Offer offer(Finding finding) {
        if (finding.sha1().isPresent()) {
            var known = Optional.ofNullable(byContent.get(finding.sha1().get()));
            var done = known.filter(download -> download.state() == State.DONE).isPresent();
            return new Offer(finding, known.isEmpty() ? Fit.NEW : done ? Fit.DONE : Fit.BY_HASH, known);
        }
        var byItsTree = finding.tigerRoot().flatMap(root -> Optional.ofNullable(byTree.get(root)));
        return byItsTree.isPresent() ? new Offer(finding, Fit.BY_HASH, byItsTree) : withoutHash(finding);
    }

    private Offer withoutHash(Finding finding) {
        var sized = bySize.getOrDefault(finding.size(), List.of());
        var named = sized.stream().filter(download -> SafeName.of(download.name()).text().equalsIgnoreCase(finding.name())).toList();
        if (named.size() == 1) {
            return new Offer(finding, Fit.BY_NAME, Optional.of(named.getFirst()));
        }
        if (sized.size() == 1) {
            return new Offer(finding, Fit.BY_SIZE, Optional.of(sized.getFirst()));
        }
        return new Offer(finding, sized.isEmpty() ? Fit.NO_HASH : Fit.SEVERAL, Optional.empty());
    }
}
