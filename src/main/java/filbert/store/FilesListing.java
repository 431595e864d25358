package filbert.store;

import filbert.sharing.library.FilesPage;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.SharedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One page of the library, sorted by an index wherever one fits: with 100,000 files there is no time to sort. */
final class FilesListing {
    private static final Map<String, String> SORTS =
            Map.of("name", "name_key # , id #", "size", "size # , id #", "modified", "modified_second # , id #");

    /** The same order, which no index has. */
    private static final Map<String, String> SORTS_OF_FEW =
            Map.of("name", "concat(name_key, '') # , id #", "size", "size + 0 # , id #", "modified", "modified_second + 0 # , id #");

    private static final long FEW = 3_000; // sorted at once, sooner than an index of all files is gone through for them

    private final OptionalLong total;
    private final String where;
    private final List<Object> values = new ArrayList<>();
    private final String order;
    private final int page;

    /**
     * @param everything {@code folders} are all there are: no need to look at a file's folder
     * @param total how many files there are, if that is known
     */
    FilesListing(FilesQuery query, List<Long> folders, boolean everything, OptionalLong total) {
        this.total = total;
        var few = !everything && total.orElse(Long.MAX_VALUE) <= FEW;
        var sorts = few ? SORTS_OF_FEW : SORTS;
        var conditions = new ArrayList<String>();
        if (!query.below().isEmpty()) {
            conditions.add("folder_id = ? and relative >= ? and relative < ?");
            values.addAll(List.of(query.folder(), query.prefix(), FoldersBelow.behind(query.prefix())));
        }
        if (!everything) {
            // the sum keeps the database from choosing the index by folder, which would leave it everything to sort
            conditions.add((few ? "folder_id in (" : "folder_id + 0 in (") + "?, ".repeat(folders.size() - 1) + "?)");
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
        this.order = " order by " + sorts.getOrDefault(column, sorts.getOrDefault("name", "id #")).replace("#", descending ? "desc" : "asc");
        this.page = Math.max(1, query.page());
    }

    FilesPage read(JdbcClient sql, RowMapper<Optional<SharedFile>> mapper) {
        var all = total.isPresent() ? total.getAsLong() : sql.sql("select count(*) from shared_file" + where).params(values).query(Long.class).single();
        var files = sql.sql("select * from shared_file" + where + order + " offset ? rows fetch next ? rows only")
                .params(values)
                .param((page - 1L) * FilesQuery.PAGE_SIZE)
                .param(FilesQuery.PAGE_SIZE)
                .query(mapper)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return new FilesPage(files, all, page);
    }
}
