package filbert.store;

import filbert.household.wish.WishHit;
import filbert.household.wish.WishStore;
import filbert.household.wish.WishStore.Counts;
import filbert.household.wish.WishStore.Met;
import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What wishes found, in the table {@code wish_hit}. */
final class StoredHits {
    /** Kept of each: enough to begin with, more come by search. */
    private static final int MOST_SOURCES = 8;

    /** What was not seen for so long is forgotten when there is no room for what is. */
    private static final Duration FORGOTTEN = Duration.ofDays(60);

    private StoredHits() {}

    static Met meet(Database.Connections sql, long wish, Collection<FoundFile> files, Instant now) {
        var known = new HashSet<>(sql.client().sql("select id from wish_hit where wish_id = ?").param(wish).query(String.class).list());
        var fresh = new ArrayList<FoundFile>();
        var again = new ArrayList<FoundFile>();
        files.forEach(file -> (known.contains(file.id()) ? again : fresh).add(file));
        var room = WishStore.MOST_HITS - known.size();
        if (room < fresh.size()) {
            room += sql.client()
                    .sql("delete from wish_hit where wish_id = ? and last_seen < ? and not fresh")
                    .params(wish, Columns.time(now.minus(FORGOTTEN)))
                    .update();
        }
        var kept = fresh.subList(0, Math.clamp(room, 0, fresh.size()));
        sql.batches()
                .batchUpdate(
                        "update wish_hit set last_seen = ?, sources = ? where wish_id = ? and id = ?",
                        again.stream().map(file -> new Object[] {Columns.time(now), sources(file), wish, file.id()}).toList());
        sql.batches()
                .batchUpdate(
                        "insert into wish_hit (wish_id, id, sha1, tiger, name, size, sources, tags, first_seen, last_seen, fresh, taken)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, false)",
                        kept.stream().map(file -> row(wish, file, now)).toList());
        return new Met(List.copyOf(kept), fresh.size() - kept.size());
    }

    private static @Nullable Object[] row(long wish, FoundFile file, Instant now) {
        return new @Nullable Object[] {
            wish,
            file.id(),
            Columns.text(file.sha1()),
            Columns.text(file.tigerRoot()),
            Columns.clip(file.name()),
            file.size(),
            sources(file),
            file.tags().packed(),
            Columns.time(now),
            Columns.time(now)
        };
    }

    private static String sources(FoundFile file) {
        List<Source> all = file.sources();
        return StoredSources.write(all.subList(0, Math.min(MOST_SOURCES, all.size())));
    }

    static Counts counts(JdbcClient sql, long wish) {
        return sql.sql("select count(*) as found, sum(case when fresh then 1 else 0 end) as fresh from wish_hit where wish_id = ?")
                .param(wish)
                .query((row, _) -> new Counts(row.getInt("found"), row.getInt("fresh")))
                .single();
    }

    static int fresh(JdbcClient sql, long person) {
        return sql.sql("select count(*) from wish_hit where fresh and wish_id in (select id from wish where person_id = ?)")
                .param(person)
                .query(Integer.class)
                .single();
    }

    static List<WishHit> page(JdbcClient sql, long wish, int from, int atMost) {
        return sql.sql("select * from wish_hit where wish_id = ? order by first_seen desc, id offset " + from + " rows fetch first " + atMost + " rows only")
                .param(wish)
                .query((row, _) -> hit(row))
                .list();
    }

    static Optional<WishHit> one(JdbcClient sql, long wish, String id) {
        return sql.sql("select * from wish_hit where wish_id = ? and id = ?").params(wish, id).query((row, _) -> hit(row)).optional();
    }

    private static WishHit hit(ResultSet row) throws SQLException {
        var name = row.getString("name");
        var file = new FoundFile(
                row.getString("id"),
                Columns.sha1(row),
                Columns.tiger(row),
                name,
                List.of(name),
                row.getLong("size"),
                StoredSources.read(row.getString("sources")),
                Columns.time(row, "first_seen"),
                Columns.time(row, "last_seen"),
                Judgement.CLEAN,
                Tags.unpacked(row.getString("tags")));
        return new WishHit(file, row.getBoolean("fresh"), row.getBoolean("taken"));
    }
}
