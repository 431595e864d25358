package filbert.api;

import filbert.household.Scope;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Which scope of a token each call takes: asked at the door for every call, and told by the OpenAPI document. What is named nowhere here is read with
 * {@code read} and changed with {@code admin}, so that something new is never open to a token that was made for less.
 */
public final class NeededScope {
    private static final int AREA = 2; // segment behind /api/v1
    private static final List<String> HOUSE = List.of("people", "invitations", "account", "backups", "settings", "logs", "tasks", "webhooks", "feed", "diagnostics");
    private static final List<String> SEARCHING = List.of("searches", "wishes", "history", "filters", "bookmarks", "inbox");
    private static final List<String> DOWNLOADING = List.of("downloads", "adoptions");
    private static final List<String> SEARCHING_HOSTS = List.of("browse", "note", "notes");
    private static final List<String> FOLDERS_OF_THE_MACHINE = List.of("library", "folders", "choices"); // tells of more than what is shared
    private static final String HOSTS = "hosts";
    private static final String DOWNLOAD = "download"; // ends the path of whatever fetches a file

    private NeededScope() {}

    /** Each of these is enough; the first is the one to ask for. @param path its segments, {@code api} first */
    public static List<Scope> of(HttpMethod method, List<String> path) {
        var area = path.size() > AREA ? path.get(AREA) : "";
        var last = path.isEmpty() ? "" : path.getLast();
        var reads = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS).contains(method);
        if (HOUSE.contains(area) || path.size() > AREA && path.subList(AREA, path.size()).equals(FOLDERS_OF_THE_MACHINE)) {
            return List.of(Scope.ADMIN);
        }
        if (!reads && last.equals(DOWNLOAD)) {
            return List.of(Scope.DOWNLOAD);
        }
        if (SEARCHING.contains(area) || area.equals(HOSTS) && SEARCHING_HOSTS.contains(last)) {
            return reads ? List.of(Scope.READ, Scope.SEARCH) : List.of(Scope.SEARCH);
        }
        if (DOWNLOADING.contains(area)) {
            return reads ? List.of(Scope.READ, Scope.DOWNLOAD) : List.of(Scope.DOWNLOAD);
        }
        return List.of(reads ? Scope.READ : Scope.ADMIN);
    }
}
