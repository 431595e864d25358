package filbert.household.telling;

import filbert.servent.NetworkView;
import filbert.servent.Refusal;
import filbert.sharing.download.DownloadView;
import filbert.sharing.library.LibraryView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What trouble there is, by what the parts of the house say of themselves. */
public final class Troubles {
    private static final long LEAST_FOR_DATA = 256L << 20; // bytes: a day's backup and the database; four times what Filbert calls itself down at

    private static final Set<String> OF_FOLDERS = Set.of("missing", "unreadable", "hanging"); // states
    private static final Set<String> OF_DOWNLOADS = Set.of("disk-full", "folder-missing", "folder-not-writable", "folder-moved", "disk-unwell"); // reasons
    private static final Set<String> OF_TASKS = Set.of("backup", "compact", "tidy"); // those with words of their own

    private Troubles() {}

    /**
     * How things stand.
     *
     * @param port why our port could not be opened, or empty
     * @param failed names of tasks that failed when they were last done
     * @param freeForData bytes left where Filbert keeps what it remembers; below 0 when nobody can tell
     */
    public record Standing(
            LibraryView library, NetworkView network, Refusal port, List<DownloadView> downloads, List<String> failed, long freeForData) {}

    public static List<Trouble> of(Standing now) {
        var troubles = new ArrayList<Trouble>();
        now.library().folders().stream()
                .filter(folder -> OF_FOLDERS.contains(folder.state()))
                .forEach(folder -> troubles.add(folder(folder.state(), folder.path().toString())));
        now.downloads().stream()
                .filter(download -> download.state() == DownloadView.State.PAUSED && OF_DOWNLOADS.contains(download.reason()))
                .collect(Collectors.groupingBy(DownloadView::reason, TreeMap::new, Collectors.toList()))
                .forEach((reason, some) ->
                        troubles.add(new Trouble("download-" + reason, "", some.getFirst().detail(), some.size(), "/downloads?state=paused")));
        if (!now.port().isEmpty()) {
            var taken = now.port().kind() == Refusal.Kind.PORT_TAKEN;
            troubles.add(new Trouble(taken ? "port-taken" : "port", "", now.port().words(), 1, "/network"));
        } else if (!now.network().exit().open()) {
            troubles.add(new Trouble("cut-off", "", now.network().exit().name(), 1, "/network"));
        }
        now.failed().stream()
                .filter(OF_TASKS::contains)
                .forEach(task -> troubles.add(new Trouble(task, "", "", 1, task.equals("backup") ? "/admin/backup" : "/admin/tasks")));
        if (now.freeForData() >= 0 && now.freeForData() < LEAST_FOR_DATA) {
            troubles.add(new Trouble("data-disk", "", "", 1, "/admin/diagnostics"));
        }
        return troubles;
    }

    private static Trouble folder(String state, String path) {
        return new Trouble("folder-" + state, path, path, 1, "/library/folders");
    }
}
