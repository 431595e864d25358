package filbert.store;

import filbert.household.TasteStore;
import java.util.Map;
import java.util.stream.Collectors;

/** How people like their pages, in the table {@code preference}. */
public final class H2TasteStore implements TasteStore {
    private final Database database;

    private record Taste(long person, String name, String content) {}

    public H2TasteStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<Long, Map<String, String>> all() {
        return database.read(sql -> sql.sql("select person_id, name, content from preference")
                .query((row, _) -> new Taste(row.getLong("person_id"), row.getString("name"), row.getString("content")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Taste::person, Collectors.toUnmodifiableMap(Taste::name, Taste::content))));
    }

    @Override
    public void save(long person, String name, String content) {
        database.write(sql -> {
            var updated = sql.client()
                    .sql("update preference set content = ? where person_id = ? and name = ?")
                    .params(content, person, name)
                    .update();
            return updated > 0
                    ? updated
                    : sql.client()
                            .sql("insert into preference (person_id, name, content) values (?, ?, ?)")
                            .params(person, name, content)
                            .update();
        });
    }
}
