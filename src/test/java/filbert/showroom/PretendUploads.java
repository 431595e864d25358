package filbert.showroom;

import static filbert.showroom.PretendHouse.NOW;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.Uploads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Uploads that stand still. */
public final class PretendUploads implements Uploads {
    public final List<UploadView> uploads = new CopyOnWriteArrayList<>();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    private final Signal changed = new Signal();

    void furnish() {
        uploads.add(new UploadView(1, HostAddress.of(0xC0000207, 6346), "gtk-gnutella/1.2.2", "track-1.ogg", "sending", 0, 3_000_000, 1_200_000, 88_000, NOW.minusSeconds(30), false));
        uploads.add(new UploadView(2, HostAddress.of(0xC0000209, 6346), "<b>LimeWire</b>", "odd <name> & more.txt", "done", 1024, 4096, 4096, 0, NOW.minusSeconds(300), false));
    }

    @Override
    public List<UploadView> view() {
        return List.copyOf(uploads);
    }

    @Override
    public long rate() {
        return uploads.stream().mapToLong(UploadView::rate).sum();
    }

    @Override
    public boolean cancel(long id) {
        commands.add("cancel " + id);
        return uploads.removeIf(upload -> upload.id() == id);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
