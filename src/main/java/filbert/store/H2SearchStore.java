package filbert.store;

import filbert.servent.search.FoundFile;
import filbert.servent.search.FoundLine;
import filbert.servent.search.Offers;
import filbert.servent.search.Reach;
import filbert.servent.search.SearchStore;
import filbert.servent.search.SearchView;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import filbert.store.Database.Connections;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches and what they found, in the tables {@code search}, {@code found_file} and {@code found_lines}. Keeps the newest {@value #KEPT} of each person. */
public final class H2SearchStore implements SearchStore {
    private static final Logger LOG = LoggerFactory.getLogger(H2SearchStore.class);
    static final int KEPT = 200;
    private static final String FILES = "select * from found_file where search_id = ? order by first_seen, id";

    private static final int PORTION = 2_000; // rows
    private static final String LINES = "select seq, id, sha1, name, name_count, size, offers, first_seen, judgement, tags,"
            + " case when name_count > 0 then '' else names end as names, case when name_count > 0 then '' else sources end as sources"
            + " from found_file where search_id = ? and seq > ? order by search_id, seq fetch first " + PORTION + " rows only";
    private static final int LONGEST_OFFERS = 1_000_000; // as wide as the column

    private final Database database;

    public H2SearchStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(SearchView search, String canonicalQuery) {
        database.write(sql -> {
            var updated = sql.client()
                    .sql("update search set state = ?, asked = ?, answered = ?, reason = ?, dropped = ?, reached_hosts = ?,"
                            + " asked_by_datagram = ? where id = ?")
                    .params(
                            search.state().name(),
                            search.asked(),
                            search.answered(),
                            search.reason(),
                            search.dropped(),
                            search.reach().hosts(),
                            search.reach().byDatagram(),
                            search.id())
                    .update();
            var gone = updated == 0 && !isThere(sql, "person", search.person()); // an owner took the account away meanwhile
            return updated > 0 || gone ? updated : insert(sql, search, canonicalQuery);
        });
    }

    private static boolean isThere(Connections sql, String table, Object id) {
        return sql.client().sql("select count(*) from " + table + " where id = ?").param(id).query(Long.class).single() > 0;
    }

    private int insert(Connections sql, SearchView search, String canonicalQuery) {
        sql.client()
                .sql("insert into search (id, person_id, query, canonical, state, started, asked, answered, reason, dropped,"
                        + " reached_hosts, asked_by_datagram) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        search.id(),
                        search.person(),
                        Columns.clip(search.query()),
                        Columns.clip(canonicalQuery),
                        search.state().name(),
                        Columns.time(search.started()),
                        search.asked(),
                        search.answered(),
                        search.reason(),
                        search.dropped(),
                        search.reach().hosts(),
                        search.reach().byDatagram())
                .update();
        return sql.client()
                .sql("delete from search where person_id = ? and id not in"
                        + " (select id from search where person_id = ? order by started desc fetch first " + KEPT + " rows only)")
                .params(search.person(), search.person())
                .update();
    }

    @Override
    public void saveFiles(String searchId, Collection<FoundFile> files) {
        database.write(sql -> {
            if (!isThere(sql, "search", searchId)) {
                return new int[0];
            }
            sql.batches()
                    .batchUpdate(
                            "delete from found_file where search_id = ? and id = ?",
                            files.stream().map(file -> new Object[] {searchId, file.id()}).toList());
            return sql.batches()
                    .batchUpdate(
                            "insert into found_file (search_id, id, sha1, tiger, name, names, size, sources, first_seen, last_seen, judgement, tags, offers, name_count)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            files.stream().map(file -> row(searchId, file)).toList());
        });
    }

    private static @Nullable Object[] row(String searchId, FoundFile file) {
        return new @Nullable Object[] {
            searchId,
            file.id(),
            Columns.text(file.sha1()),
            Columns.text(file.tigerRoot()),
            Columns.clip(file.name()),
            StoredSources.writeTexts(file.names()),
            file.size(),
            StoredSources.write(file.sources()),
            Columns.time(file.firstSeen()),
            Columns.time(file.lastSeen()),
            Columns.clip(file.judgement().toString()),
            file.tags().packed(),
            offers(file),
            file.names().size()
        };
    }

    private static String offers(FoundFile file) {
        var offers = Offers.of(file.sources()).toString().replace('\0', ' ');
        return offers.length() <= LONGEST_OFFERS ? offers : offers.substring(0, offers.lastIndexOf('\n', LONGEST_OFFERS));
    }

    @Override
    public Optional<SearchView> load(String searchId) {
        return database.read(sql -> sql.sql("select * from search where id = ?")
                .param(searchId)
                .query((row, _) -> search(row, files(sql, searchId)))
                .optional());
    }

    @Override
    public Optional<SearchView> head(String searchId) {
        return database.read(sql -> sql.sql("select * from search where id = ?")
                .param(searchId)
                .query((row, _) -> search(row, List.of()))
                .optional());
    }

    /** From texts of their own, as far as those go, then from rows; after many rows the texts are written anew. */
    @Override
    public List<FoundLine> lines(String searchId) {
        var lines = database.read(sql -> {
            var digest = StoredLines.read(sql, searchId);
            return later(sql, searchId, digest.upTo()).after(digest);
        });
        if (lines.later() > StoredLines.FEW) {
            keep(searchId, lines);
        }
        return lines.all();
    }

    @Override
    public void settled(String searchId) {
        lines(searchId);
    }

    private void keep(String searchId, Lines lines) {
        try {
            database.write(sql -> {
                if (isThere(sql, "search", searchId)) {
                    StoredLines.write(sql, searchId, new StoredLines.Digest(lines.all(), lines.upTo()));
                }
                return true;
            });
        } catch (DataAccessException e) {
            LOG.debug("The lines of a search could not be written; they are read from its rows", e);
        }
    }

    /** @param later how many were not read from the texts, {@code upTo} the highest number among the rows */
    private record Lines(List<FoundLine> all, int later, long upTo) {
        /** Of two lines for one file the later counts. */
        Lines after(StoredLines.Digest digest) {
            if (all.isEmpty()) {
                return new Lines(digest.lines(), 0, digest.upTo());
            }
            var byId = new LinkedHashMap<String, FoundLine>();
            digest.lines().forEach(line -> byId.put(line.id(), line));
            all.forEach(line -> byId.put(line.id(), line));
            var both = new ArrayList<>(byId.values());
            both.sort(Comparator.comparing(FoundLine::firstSeen).thenComparing(FoundLine::id));
            return new Lines(both, later, upTo);
        }
    }

    /**
     * In portions, along the key: a large search never lies in memory with all its sources, nor on disk to be sorted. Sources are read of rows only that
     * were written before their offers were.
     */
    private static Lines later(JdbcClient sql, String searchId, long than) {
        var lines = new ArrayList<FoundLine>();
        var last = new long[] {than};
        for (var more = true; more; ) {
            var before = lines.size();
            sql.sql(LINES).params(searchId, last[0]).query(row -> {
                lines.add(line(row));
                last[0] = row.getLong("seq");
            });
            more = lines.size() == before + PORTION;
        }
        return new Lines(lines, lines.size(), last[0]);
    }

    private static FoundLine line(ResultSet row) throws SQLException {
        var names = row.getInt("name_count");
        var sources = row.getString("sources");
        return new FoundLine(
                row.getString("id"),
                Columns.sha1(row),
                row.getString("name"),
                names > 0 ? names : StoredSources.readTexts(row.getString("names")).size(),
                row.getLong("size"),
                sources.isEmpty() ? Offers.parse(row.getString("offers")) : Offers.of(StoredSources.read(sources)),
                Columns.time(row, "first_seen"),
                Judgement.parse(row.getString("judgement")),
                Tags.unpacked(row.getString("tags")),
                false);
    }

    @Override
    public Optional<FoundFile> file(String searchId, String fileId) {
        return database.read(sql -> sql.sql("select * from found_file where search_id = ? and id = ?")
                .params(searchId, fileId)
                .query((row, _) -> file(row))
                .optional());
    }

    @Override
    public Optional<SearchView> latest(long person, String canonicalQuery) {
        return database.read(
                sql -> sql.sql("select * from search where person_id = ? and canonical = ? order by started desc fetch first 1 rows only")
                        .params(person, Columns.clip(canonicalQuery))
                        .query((row, _) -> search(row, List.of()))
                        .optional());
    }

    @Override
    public List<SearchView> recent(long person, int atMost) {
        return database.read(sql -> sql.sql("select * from search where person_id = ? order by started desc limit ?")
                .params(person, atMost)
                .query((row, _) -> search(row, List.of()))
                .list());
    }

    private static List<FoundFile> files(JdbcClient sql, String searchId) {
        return sql.sql(FILES).param(searchId).query((row, _) -> file(row)).list();
    }

    private static SearchView search(ResultSet row, List<FoundFile> files) throws SQLException {
        return new SearchView(
                row.getString("id"),
                row.getLong("person_id"),
                row.getString("query"),
                SearchView.State.valueOf(row.getString("state")),
                Columns.time(row, "started"),
                row.getInt("asked"),
                row.getInt("answered"),
                row.getString("reason"),
                row.getInt("dropped"),
                files,
                new Reach(row.getLong("reached_hosts"), row.getInt("asked_by_datagram")));
    }

    private static FoundFile file(ResultSet row) throws SQLException {
        return new FoundFile(
                row.getString("id"),
                Columns.sha1(row),
                Columns.tiger(row),
                row.getString("name"),
                StoredSources.readTexts(row.getString("names")),
                row.getLong("size"),
                StoredSources.read(row.getString("sources")),
                Columns.time(row, "first_seen"),
                Columns.time(row, "last_seen"),
                Judgement.parse(row.getString("judgement")),
                Tags.unpacked(row.getString("tags")));
    }
}
