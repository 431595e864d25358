package filbert.web;

import filbert.event.Signal;
import filbert.household.BandwidthView;
import filbert.household.FirstStart;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.telling.HouseholdInbox;
import filbert.sharing.download.DownloadView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** The line at the foot of every page: rates, transfers, neighbours, room on the disk. */
@Component
public final class StatusLine {
    private final HouseholdDownloads downloads;
    private final HouseholdNetwork network;
    private final HouseholdBandwidth bandwidth;
    private final FirstStart firstStart;
    private final HouseholdInbox inbox;

    StatusLine(HouseholdDownloads downloads, HouseholdNetwork network, HouseholdBandwidth bandwidth, FirstStart firstStart, HouseholdInbox inbox) {
        this.downloads = downloads;
        this.network = network;
        this.bandwidth = bandwidth;
        this.firstStart = firstStart;
        this.inbox = inbox;
    }

    /** Blocks. */
    Part part(Person person) {
        return Part.of("layout/status :: status", "status", of(person));
    }

    boolean fetches(Person person) {
        return downloads.mayFetch(person);
    }

    /** How much is unread in somebody's inbox. */
    Part bell(Person person) {
        return Part.of("layout/bell :: bell", "unread", inbox.unread(person));
    }

    /** Somebody was told something. */
    Signal told() {
        return inbox.changed();
    }

    /** Blocks. */
    Status of(Person person) {
        var all = downloads.list(person);
        var overlay = network.view(person);
        var line = bandwidth.view(person);
        return new Status(
                Figures.rate(all.stream().mapToLong(DownloadView::rate).sum()),
                count(all, DownloadView.State.ACTIVE),
                count(all, DownloadView.State.QUEUED),
                Figures.rate(network.uploadRate()),
                overlay.ultrapeers() + overlay.leaves(),
                overlay.neighbours().isEmpty() ? "none" : "some",
                Figures.size(freeBytes(firstStart.downloadFolder())),
                limit(line.limits().down()),
                limit(line.limits().up()),
                Speed.of(line, person.role().includes(Role.MEMBER)),
                inbox.unread(person));
    }

    private static String limit(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "" : Figures.rate(bytesPerSecond);
    }

    private static int count(List<DownloadView> all, DownloadView.State state) {
        return (int) all.stream().filter(download -> download.state() == state).count();
    }

    /** Of the volume where downloads go; -1 when that cannot be asked. */
    public static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException _) {
            return -1;
        }
    }

    /**
     * @param plug {@code none} without a neighbour, else {@code some}
     * @param downLimit of all that comes in, or empty; {@code upLimit} likewise
     */
    record Status(
            String down, int active, int queued, String up, int peers, String plug, String diskFree, String downLimit, String upLimit, Speed speed, int unread) {}

    /**
     * The switch.
     *
     * @param slow is Filbert slow now?
     * @param to where the switch leads: {@code slow}, {@code clock}, or {@code normal} where the clock itself says slow
     * @param mayTurn may who looks turn it?
     */
    record Speed(boolean slow, String to, boolean mayTurn) {
        static Speed of(BandwidthView line, boolean mayTurn) {
            return new Speed(line.slow(), !line.slow() ? "slow" : line.switched() ? "clock" : "normal", mayTurn);
        }
    }
}
