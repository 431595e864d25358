package filbert.showroom;

import static filbert.showroom.PretendHouse.NOW;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.Uploads;
import filbert.sharing.upload.WaitingView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Uploads that stand still. */
public final class PretendUploads implements Uploads {
    public final List<UploadView> uploads = new CopyOnWriteArrayList<>();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final List<WaitingView> queue = new CopyOnWriteArrayList<>();
    private final Signal changed = new Signal();

    void furnish() {
        queue.add(new WaitingView(
                1, HostAddress.of(0xC0000211, 6346), "gtk-gnutella/1.2.2", "track-2.ogg", 1, true, true, true, NOW.minusSeconds(200), NOW.plusSeconds(20), NOW.plusSeconds(140)));
        queue.add(new WaitingView(
                2, HostAddress.of(0xC0000212, 6346), "<i>Shareaza</i>", "odd <name> & more.txt", 2, false, true, false, NOW.minusSeconds(90), NOW.minusSeconds(5), NOW.plusSeconds(80)));
        uploads.add(new UploadView(1, HostAddress.of(0xC0000207, 6346), "gtk-gnutella/1.2.2", "track-1.ogg", "sending", 0, 3_000_000, 1_200_000, 88_000, NOW.minusSeconds(30), false));
        uploads.add(new UploadView(2, HostAddress.of(0xC0000209, 6346), "<b>LimeWire</b>", "odd <name> & more.txt", "done", 1024, 4096, 4096, 0, NOW.minusSeconds(300), false));
    }

    @Override
    public List<UploadView> view() {
        return List.copyOf(uploads);
    }

    @Override
    public List<WaitingView> queue() {
        return List.copyOf(queue);
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
    public boolean dismiss(long number) {
        commands.add("dismiss " + number);
        return queue.removeIf(waiting -> waiting.number() == number);
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
