package filbert.store;

import filbert.sharing.library.FilesQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The folders in a folder, by the paths of their files: each is one step along the index by path, whatever lies in them. Files beside them are passed
 * one by one.
 */
final class FoldersBelow {
    private static final char ESCAPE = '!';
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT); // behind every path

    private final JdbcClient sql;

    FoldersBelow(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param prefix ends with a slash. @return before it come all paths that begin so */
    static String behind(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
    }

    /** @return in the order of their characters, {@link FilesQuery#MOST_FOLDERS} at most */
    List<String> of(FilesQuery query) {
        var names = new ArrayList<String>();
        var prefix = query.prefix();
        var from = prefix;
        while (names.size() < FilesQuery.MOST_FOLDERS) {
            var next = next(query.folder(), prefix, from);
            if (next.isEmpty()) {
                break;
            }
            var path = next.get();
            var name = path.substring(prefix.length(), path.indexOf('/', prefix.length()));
            names.add(name);
            from = behind(prefix + name + "/");
        }
        return names;
    }

    private Optional<String> next(long folder, String prefix, String from) {
        return sql.sql("select relative from shared_file where folder_id = ? and relative >= ? and relative < ? and relative like ? escape '" + ESCAPE + "'"
                        + " order by relative fetch next 1 rows only")
                .params(folder, from, prefix.isEmpty() ? LAST : behind(prefix), escaped(prefix) + "%/%")
                .query(String.class)
                .optional();
    }

    private static String escaped(String prefix) {
        return prefix.replaceAll("[!%_]", ESCAPE + "$0");
    }
}
