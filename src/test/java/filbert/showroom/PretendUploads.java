package filbert.showroom;

import static filbert.showroom.PretendHouse.NOW;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.sharing.upload.Promise;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.Uploads;
import filbert.sharing.upload.WaitingView;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Uploads that stand still. */
public final class PretendUploads implements Uploads {
    public final List<UploadView> uploads = new CopyOnWriteArrayList<>();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final List<WaitingView> queue = new CopyOnWriteArrayList<>();
    public volatile boolean full;
    private final Signal changed = new Signal();

    void furnish() {
        queue.add(new WaitingView(
                1, HostAddress.of(0xC0000211, 6346), "gtk-gnutella/1.2.2", "track-2.ogg", 1, true, true, true, Optional.of(HostAddress.of(0xC0000211, 6346)), false, NOW.minusSeconds(200), NOW.plusSeconds(20), NOW.plusSeconds(140)));
        queue.add(new WaitingView(
                2, HostAddress.of(0xC0000212, 6346), "<i>Shareaza</i>", "odd <name> & more.txt", 2, false, true, false, Optional.empty(), true, NOW.minusSeconds(90), NOW.minusSeconds(5), NOW.plusSeconds(80)));
        uploads.add(new UploadView(1, HostAddress.of(0xC0000207, 6346), Optional.of(HostAddress.of(0xC0000207, 6346)), "gtk-gnutella/1.2.2", "track-1.ogg", "sending", 0, 3_000_000, 1_200_000, 88_000, NOW.minusSeconds(30), false));
        uploads.add(new UploadView(2, HostAddress.of(0xC0000209, 6346), Optional.empty(), "<b>LimeWire</b>", "odd <name> & more.txt", "done", 1024, 4096, 4096, 0, NOW.minusSeconds(300), false));
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
    public int cancelAll(InetAddress of) {
        commands.add("cancel all of " + of.getHostAddress());
        var before = uploads.size() + queue.size();
        uploads.removeIf(upload -> upload.state().equals("sending") && upload.host().ip().equals(of));
        queue.removeIf(waiting -> waiting.host().ip().equals(of));
        return before - uploads.size() - queue.size();
    }

    @Override
    public Promise promise(long number) {
        commands.add("promise " + number);
        return full ? Promise.TOO_MANY : queue.stream().anyMatch(waiting -> waiting.number() == number) ? Promise.GIVEN : Promise.ABSENT;
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
