package filbert.store;

import filbert.household.history.HistoryStore;
import filbert.household.history.PastSearch;
import java.time.Instant;
import java.util.List;

/**
 * What people searched for, in the tables {@code search} and {@code found_file}; live bookmarks in {@code live_bookmark}, how words were
 * asked for in {@code search_look}.
 */
public final class H2HistoryStore implements HistoryStore {
    private final Database database;

    public H2HistoryStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PastSearch> of(long person, int from, int atMost) {
        return database.read(sql -> sql.sql("select s.id, s.query, s.started, s.taken, (select count(*) from found_file f where f.search_id = s.id) as files, coalesce(l.look, '') as look"
                        + " from search s left join search_look l on l.person_id = s.person_id and l.words = s.canonical where s.person_id = ? order by s.started desc, s.id offset " + from + " rows fetch first " + atMost + " rows only")
                .param(person)
                .query((row, _) -> new PastSearch(
                        row.getString("id"), row.getString("query"), Columns.time(row, "started"), row.getInt("files"), row.getInt("taken"), row.getString("look")))
                .list());
    }

    @Override
    public int count(long person) {
        return database.read(sql -> sql.sql("select count(*) from search where person_id = ?").param(person).query(Integer.class).single());
    }

    @Override
    public List<String> ids(long person) {
        return database.read(
                sql -> sql.sql("select id from search where person_id = ? order by started desc, id").param(person).query(String.class).list());
    }

    @Override
    public boolean remove(long person, String search) {
        return database.write(sql -> sql.client().sql("delete from search where person_id = ? and id = ?").params(person, search).update()) > 0;
    }

    @Override
    public void taken(String search) {
        database.write(sql -> sql.client().sql("update search set taken = taken + 1 where id = ?").param(search).update());
    }

    @Override
    public int forgetBefore(Instant when) {
        var gone = database.write(sql -> sql.client().sql("delete from search where started < ?").param(Columns.time(when)).update());
        forgetLooks();
        return gone;
    }

    @Override
    public void look(long person, String words, String look) {
        database.write(sql -> {
            var key = Columns.clip(words);
            var gone = sql.client().sql("delete from search_look where person_id = ? and words = ?").params(person, key).update();
            return look.isEmpty()
                    ? gone
                    : sql.client().sql("insert into search_look (person_id, words, look) values (?, ?, ?)").params(person, key, Columns.clip(look)).update();
        });
    }

    @Override
    public void forgetLooks() {
        database.write(sql -> sql.client()
                .sql("delete from search_look where not exists (select 1 from search where search.person_id = search_look.person_id"
                        + " and search.canonical = search_look.words)")
                .update());
    }

    @Override
    public List<String> live(long person) {
        return database.read(sql -> sql.sql("select words from live_bookmark where person_id = ? order by words").param(person).query(String.class).list());
    }

    @Override
    public void makeLive(long person, String words) {
        makeStill(person, words);
        database.write(sql -> sql.client().sql("insert into live_bookmark (person_id, words) values (?, ?)").params(person, Columns.clip(words)).update());
    }

    @Override
    public void makeStill(long person, String words) {
        database.write(
                sql -> sql.client().sql("delete from live_bookmark where person_id = ? and words = ?").params(person, Columns.clip(words)).update());
    }
}
