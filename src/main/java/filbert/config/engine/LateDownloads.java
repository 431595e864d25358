package filbert.config.engine;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.KeptPart;
import filbert.sharing.download.Priority;
import filbert.sharing.download.ToldHash;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Downloads; there are none before a network is chosen. */
final class LateDownloads implements Downloads {
    private final Signal changed = new Signal();
    private volatile @Nullable Downloads opened;

    void opened(Downloads queue) {
        queue.changed().watch(changed::raise);
        opened = queue;
        changed.raise();
    }

    @Override
    public DownloadView add(DownloadRequest request) {
        var now = opened;
        if (now == null) {
            throw new IllegalArgumentException("download.refused.outside");
        }
        return now.add(request);
    }

    @Override
    public List<DownloadView> view() {
        var now = opened;
        return now == null ? List.of() : now.view();
    }

    @Override
    public Optional<DownloadView> view(long id) {
        var now = opened;
        return now == null ? Optional.empty() : now.view(id);
    }

    @Override
    public Optional<DownloadDetail> detail(long id) {
        var now = opened;
        return now == null ? Optional.empty() : now.detail(id);
    }

    @Override
    public Optional<DownloadReader> read(long id, long person, long from, long to) {
        var now = opened;
        return now == null ? Optional.empty() : now.read(id, person, from, to);
    }

    @Override
    public boolean pause(long id) {
        var now = opened;
        return now != null && now.pause(id);
    }

    @Override
    public boolean resume(long id) {
        var now = opened;
        return now != null && now.resume(id);
    }

    @Override
    public boolean cancel(long id) {
        var now = opened;
        return now != null && now.cancel(id);
    }

    @Override
    public boolean keep(long id) {
        var now = opened;
        return now != null && now.keep(id);
    }

    @Override
    public List<KeptPart> kept() {
        var now = opened;
        return now == null ? List.of() : now.kept();
    }

    @Override
    public boolean discard(Sha1 content) {
        var now = opened;
        return now != null && now.discard(content);
    }

    @Override
    public boolean retry(long id) {
        var now = opened;
        return now != null && now.retry(id);
    }

    @Override
    public boolean prioritize(long id, UnaryOperator<Priority> change) {
        var now = opened;
        return now != null && now.prioritize(id, change);
    }

    @Override
    public boolean send(long id, @Nullable Path folder) {
        var now = opened;
        return now != null && now.send(id, folder);
    }

    @Override
    public Optional<String> lookForSources(long id) {
        var now = opened;
        return now == null ? Optional.of("nobody-to-ask") : now.lookForSources(id);
    }

    @Override
    public void seek(long id) {
        var now = opened;
        if (now != null) {
            now.seek(id);
        }
    }

    @Override
    public CompletableFuture<ToldHash> hashOf(Source source, long size) {
        var now = opened;
        return now == null ? Downloads.super.hashOf(source, size) : now.hashOf(source, size);
    }

    @Override
    public void offer(Sha1 content, Collection<Source> sources) {
        var now = opened;
        if (now != null) {
            now.offer(content, sources);
        }
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
