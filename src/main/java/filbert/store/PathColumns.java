package filbert.store;

import filbert.operations.BackupContent.Place;
import filbert.operations.Relocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in the tables paths of this machine stand. What is moved to another machine has others there. */
final class PathColumns {
    /** A column by table, all in lower case. */
    private static final Map<String, String> FOLDERS = Map.of("shared_folder", "path", "person", "download_folder");

    private static final Map<String, Set<String>> FILES = Map.of("download", Set.of("path", "folder", "folder_place"), "adoption", Set.of("file", "list_file"));

    /** Rows of a name and a content: of these names the content is a path. */
    private static final Map<String, Set<String>> NAMED = Map.of(
            "setting", Set.of("filbert.downloads.folder", "filbert.downloads.incomplete-folder"),
            "keepsake", Set.of("downloads.incomplete-folder"));

    private PathColumns() {}

    /** The folder a row names, if it names one. @param columns names of the table's columns, in order */
    static Optional<Place> place(String table, List<String> columns, List<@Nullable Object> row) {
        var lower = table.toLowerCase(Locale.ROOT);
        if (isNamed(lower, columns, row)) {
            return path(columns, row, "content").map(path -> new Place(lower.equals("setting") ? "setting" : "incomplete", path));
        }
        var column = FOLDERS.get(lower);
        return column == null ? Optional.empty() : path(columns, row, column).map(path -> new Place(lower.equals("person") ? "person" : "shared", path));
    }

    /** Paths of single files in a row. */
    static List<String> files(String table, List<String> columns, List<@Nullable Object> row) {
        return FILES.getOrDefault(table.toLowerCase(Locale.ROOT), Set.of()).stream().flatMap(column -> path(columns, row, column).stream()).toList();
    }

    /** Changes the row. */
    static void relocate(String table, List<String> columns, List<@Nullable Object> row, Relocation relocation) {
        var lower = table.toLowerCase(Locale.ROOT);
        for (var i = 0; i < row.size(); i++) {
            var column = columns.get(i);
            var isPath = column.equals(FOLDERS.get(lower))
                    || FILES.getOrDefault(lower, Set.of()).contains(column)
                    || column.equals("content") && isNamed(lower, columns, row);
            if (isPath && row.get(i) instanceof String path) {
                row.set(i, relocation.apply(path));
            }
        }
    }

    private static boolean isNamed(String table, List<String> columns, List<@Nullable Object> row) {
        var names = NAMED.get(table);
        return names != null && value(columns, row, "name") instanceof String name && names.contains(name);
    }

    /** Null also where the table of a backup has no such column: it may come from anywhere. */
    private static @Nullable Object value(List<String> columns, List<@Nullable Object> row, String column) {
        var index = columns.indexOf(column);
        return index < 0 ? null : row.get(index);
    }

    /** Absolute ones: others lie below the data directory, wherever that is. */
    private static Optional<String> path(List<String> columns, List<@Nullable Object> row, String column) {
        return value(columns, row, column) instanceof String path && path.startsWith("/") ? Optional.of(path) : Optional.empty();
    }
}
