package filbert.config.engine;

import filbert.event.Signal;
import filbert.sharing.upload.Promise;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.Uploads;
import filbert.sharing.upload.WaitingView;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uploads; none from outside the network. */
final class LateUploads implements Uploads {
    private final Signal changed = new Signal();
    private volatile @Nullable Uploads joined;

    void joined(Uploads uploads) {
        uploads.changed().watch(changed::raise);
        joined = uploads;
    }

    @Override
    public List<UploadView> view() {
        var now = joined;
        return now == null ? List.of() : now.view();
    }

    @Override
    public List<WaitingView> queue() {
        var now = joined;
        return now == null ? List.of() : now.queue();
    }

    @Override
    public long rate() {
        var now = joined;
        return now == null ? 0 : now.rate();
    }

    @Override
    public boolean cancel(long id) {
        var now = joined;
        return now != null && now.cancel(id);
    }

    @Override
    public boolean dismiss(long number) {
        var now = joined;
        return now != null && now.dismiss(number);
    }

    @Override
    public int cancelAll(InetAddress of) {
        var now = joined;
        return now == null ? 0 : now.cancelAll(of);
    }

    @Override
    public Promise promise(long number) {
        var now = joined;
        return now == null ? Promise.ABSENT : now.promise(number);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
