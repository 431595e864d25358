package filbert.web;

import filbert.household.FirstStart;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdNetwork;
import filbert.household.Person;
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
    private final FirstStart firstStart;

    StatusLine(HouseholdDownloads downloads, HouseholdNetwork network, FirstStart firstStart) {
        this.downloads = downloads;
        this.network = network;
        this.firstStart = firstStart;
    }

    /** Blocks. */
    Part part(Person person) {
        return Part.of("layout/status :: status", "status", of(person));
    }

    /** Blocks. */
    Status of(Person person) {
        var all = downloads.list(person);
        var overlay = network.view(person);
        return new Status(
                Figures.rate(all.stream().mapToLong(DownloadView::rate).sum()),
                count(all, DownloadView.State.ACTIVE),
                count(all, DownloadView.State.QUEUED),
                Figures.rate(network.uploadRate()),
                overlay.ultrapeers() + overlay.leaves(),
                overlay.neighbours().isEmpty() ? "none" : "some",
                Figures.size(freeBytes(firstStart.downloadFolder())));
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

    /** @param plug {@code none} without a neighbour, else {@code some} */
    record Status(String down, int active, int queued, String up, int peers, String plug, String diskFree) {}
}
