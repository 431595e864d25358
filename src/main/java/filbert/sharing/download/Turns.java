package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.DiskTrouble;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Whose turn it is to fetch: gives free places to those who wait longest and have somebody to ask. Owner only. */
final class Turns {
    private final Engine engine;
    private final Collection<Download> downloads;
    private final BiConsumer<Download, Optional<HostKey>> beginner;

    /** @param beginner begins a download, for the sake of a host when there is one */
    Turns(Engine engine, Collection<Download> downloads, BiConsumer<Download, Optional<HostKey>> beginner) {
        this.engine = engine;
        this.downloads = downloads;
        this.beginner = beginner;
    }

    /** Is it one of those that want bytes? */
    static boolean wantsBytes(Download download) {
        return (download.state() == State.QUEUED || download.state() == State.ACTIVE) && !download.allThere();
    }

    List<Fetching> working() {
        return downloads.stream().map(Download::fetching).flatMap(Optional::stream).toList();
    }

    void deal() {
        var promised = new HashSet<HostKey>();
        working().forEach(fetching -> fetching.promised().ifPresent(promised::add));
        beginThoseInTurn(promised);
        var places = engine.settings().active() - working().stream().filter(Fetching::takesPlace).count();
        for (var download : List.copyOf(downloads)) {
            if (places <= 0) {
                break;
            }
            var host = usable(download, promised);
            if (mayBegin(download, host)) {
                host.ifPresent(promised::add);
                beginner.accept(download, host);
                places--;
            }
        }
    }

    /** A host it could be fetched from right now that no other download is about to use. */
    private Optional<HostKey> usable(Download download, Set<HostKey> promised) {
        if (download.state() != State.QUEUED) {
            return Optional.empty();
        }
        var now = engine.now();
        return download.candidates().stream()
                .filter(candidate -> candidate.ready(now))
                .filter(candidate -> !promised.contains(candidate.key()) && engine.hosts().mayUse(candidate))
                .map(Candidate::key)
                .findFirst();
    }

    /** Who would lose a place in somebody's queue, or is called because it is its turn. To ask then takes no place for active downloads. */
    private void beginThoseInTurn(Set<HostKey> promised) {
        for (var holder : engine.places().holders()) {
            var download = holder.download();
            var candidate = holder.candidate();
            var host = Optional.of(candidate.key());
            var turn = candidate.ready(engine.now()) && (candidate.due(engine.now()) || engine.hosts().isCalledFor(candidate));
            if (turn && wantsBytes(download) && !promised.contains(candidate.key()) && engine.hosts().mayUse(candidate) && mayBegin(download, host)) {
                promised.add(candidate.key());
                beginner.accept(download, host);
            }
        }
    }

    private boolean mayBegin(Download download, Optional<HostKey> host) {
        var due = download.nextTryAt() <= engine.now();
        return switch (download.state()) {
            case QUEUED -> (due && (download.allThere() || host.isPresent())) || host.filter(engine.hosts()::hasLink).isPresent();
            case PAUSED -> due && !download.reason().isEmpty() && !download.reason().equals(DiskTrouble.Kind.DATA_MISSING.key());
            case ACTIVE, CHECKING, DONE, FAILED -> false;
        };
    }
}
