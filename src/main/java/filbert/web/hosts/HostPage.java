package filbert.web.hosts;

import filbert.sharing.browse.HostListing;
import filbert.sharing.browse.HostListing.Shared;
import filbert.web.Figures;
import filbert.web.LiveView;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One folder of what a host shares.
 *
 * @param path the folders from the top to this one
 * @param folders inside it, the first {@value #MOST_FOLDERS}
 */
record HostPage(State state, List<Folder> path, List<Folder> folders, int moreFolders, Pager pager, List<FileRow> rows) {
    static final String TEMPLATE = "hosts/host";

    private static final int MOST_FOLDERS = 100; // UI.md: no page ships more rows

    /**
     * How it goes.
     *
     * @param link the address as part of one
     * @param text message key
     * @param words the host's own, or empty
     */
    record State(String address, String link, String text, String words, boolean asked, boolean going, boolean bad, String files, String size) {}

    /**
     * A folder.
     *
     * @param link of it: what stands behind the page's address
     */
    record Folder(String name, String link, String files, String size) {}

    private static final class Sum {
        private int files;
        private long bytes;
    }

    /** @param query with {@code folder}, names of folders with slashes between */
    static HostPage of(String address, Optional<HostListing> listing, Query query, int page) {
        var files = listing.map(HostListing::files).orElse(List.of());
        var here = query.value("folder").isEmpty() ? List.<String>of() : List.of(query.value("folder").split("/"));
        var inside = new TreeMap<String, Sum>(String.CASE_INSENSITIVE_ORDER.thenComparing(name -> name));
        var numbers = new ArrayList<Integer>();
        var whole = new Sum();
        for (var number = 0; number < files.size(); number++) {
            var file = files.get(number);
            whole.files++;
            whole.bytes += file.size();
            if (below(file, here)) {
                if (file.folder().size() == here.size()) {
                    numbers.add(number);
                } else {
                    var sum = inside.computeIfAbsent(file.folder().get(here.size()), _ -> new Sum());
                    sum.files++;
                    sum.bytes += file.size();
                }
            }
        }
        var pager = Pager.of(page, numbers.size(), query);
        return new HostPage(
                state(address, listing, whole),
                path(here, query),
                inside.entrySet().stream().limit(MOST_FOLDERS).map(each -> folder(each.getKey(), append(here, each.getKey()), query, each.getValue())).toList(),
                Math.max(0, inside.size() - MOST_FOLDERS),
                pager,
                pager.cut(numbers).stream().map(number -> FileRow.of(number, files.get(number))).toList());
    }

    private static boolean below(Shared file, List<String> folder) {
        return file.folder().size() >= folder.size() && file.folder().subList(0, folder.size()).equals(folder);
    }

    private static List<Folder> path(List<String> here, Query query) {
        var path = new ArrayList<Folder>();
        for (var depth = 1; depth <= here.size(); depth++) {
            path.add(folder(here.get(depth - 1), here.subList(0, depth), query, new Sum()));
        }
        return path;
    }

    private static List<String> append(List<String> here, String name) {
        var longer = new ArrayList<>(here);
        longer.add(name);
        return longer;
    }

    private static Folder folder(String name, List<String> path, Query query, Sum sum) {
        return new Folder(name, query.with("folder", String.join("/", path)).toString(), Figures.count(sum.files), Figures.size(sum.bytes));
    }

    private static State state(String address, Optional<HostListing> listing, Sum whole) {
        if (listing.isEmpty()) {
            return new State(address, link(address), "hosts.state.none", "", false, false, false, "", "");
        }
        var now = listing.get();
        var going = !now.state().ended();
        var good = going || now.state() == HostListing.State.COMPLETE;
        return new State(address, link(address), key(now), now.status() > 0 ? now.words() : "", true, going, !good, Figures.count(whole.files), Figures.size(whole.bytes));
    }

    /** Colons and brackets escaped. */
    static String link(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    private static String key(HostListing listing) {
        return switch (listing.state()) {
            case REFUSED -> switch (listing.status()) {
                case 403, 406, 429, 503 -> "hosts.refused." + listing.status();
                default -> "hosts.refused.other";
            };
            case COMPLETE -> listing.files().isEmpty() ? "hosts.state.nothing" : "hosts.state.complete";
            default -> "hosts.state." + listing.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    LiveView live() {
        var parts = List.of(
                Part.of(TEMPLATE + " :: state", "state", state),
                new Part(TEMPLATE + " :: folders", Map.of("folders", folders, "more", moreFolders, "base", state.link())),
                pager.part("/hosts/" + state.link()));
        return new LiveView(parts, TEMPLATE, rows);
    }
}
