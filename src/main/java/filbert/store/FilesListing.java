package filbert.store;

import filbert.sharing.library.FilesPage;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.SharedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One page of the library, sorted by an index wherever one fits: with 100,000 files there is no time to sort. */
final class FilesListing {
    private static final Map<String, String> SORTS =
            Map.of("name", "name_key # , id #", "size", "size # , id #", "modified", "modified_second # , id #");

    private final String where;
    private final List<Object> values = new ArrayList<>();
    private final String order;
    private final int page;

    /** @param everything {@code folders} are all there are: no need to look at a file's folder */
    FilesListing(FilesQuery query, List<Long> folders, boolean everything) {
        var conditions = new ArrayList<String>();
        if (!query.below().isEmpty()) {
            conditions.add("folder_id = ? and relative >= ? and relative < ?");
            values.addAll(List.of(query.folder(), query.prefix(), FoldersBelow.behind(query.prefix())));
        }
        if (!everything) {
            // the sum keeps the database from choosing the index by folder, which would leave it everything to sort
            conditions.add("folder_id + 0 in (" + "?, ".repeat(folders.size() - 1) + "?)");
            values.addAll(folders);
        }
        if (!query.type().isEmpty()) {
            conditions.add("media = ?");
            values.add(query.type());
        }
        query.words().forEach(word -> {
            conditions.add("concat(' ', words) like ?");
            values.add("% " + word + "%");
        });
        this.where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var descending = query.sort().startsWith("-");
        var column = descending ? query.sort().substring(1) : query.sort();
        this.order = " order by " + SORTS.getOrDefault(column, "name_key # , id #").replace("#", descending ? "desc" : "asc");
        this.page = Math.max(1, query.page());
    }

    FilesPage read(JdbcClient sql, RowMapper<Optional<SharedFile>> mapper) {
        var total = sql.sql("select count(*) from shared_file" + where).params(values).query(Long.class).single();
        var files = sql.sql("select * from shared_file" + where + order + " offset ? rows fetch next ? rows only")
                .params(values)
                .param((page - 1L) * FilesQuery.PAGE_SIZE)
                .param(FilesQuery.PAGE_SIZE)
                .query(mapper)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return new FilesPage(files, total, page);
    }
}
