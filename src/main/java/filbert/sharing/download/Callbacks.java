package filbert.sharing.download;

import filbert.sharing.download.DownloadView.State;
import java.util.Collection;

/**
 * Sources that can only call us, and could not be asked to while nobody knew whether they would get through: tried as soon as it is known that we can be
 * called, however long they were to rest. Owner only.
 */
final class Callbacks {
    private final Engine engine;
    private final Collection<Download> downloads;
    private boolean callable;

    Callbacks(Engine engine, Collection<Download> downloads) {
        this.engine = engine;
        this.downloads = downloads;
    }

    /** To be called every now and then. */
    void look() {
        var before = callable;
        callable = engine.hosts().callable();
        if (callable && !before) {
            downloads.stream().filter(download -> download.state() != State.DONE).forEach(this::revive);
        }
    }

    private void revive(Download download) {
        var resting = download.candidates().stream().filter(candidate -> candidate.grounds().kind() == Grounds.Kind.NO_PUSH).toList();
        resting.forEach(candidate -> candidate.revive(engine.now()));
        if (!resting.isEmpty() && (download.state() == State.QUEUED || Outlook.hadNobody(download))) {
            download.becomes(State.QUEUED);
        }
    }
}
