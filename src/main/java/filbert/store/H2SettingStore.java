package filbert.store;

import filbert.household.SettingStore;
import java.util.Map;
import java.util.Optional;

/** The settings page in the table {@code setting}. */
public final class H2SettingStore implements SettingStore {
    private static final String TABLE = "setting";

    private final Database database;

    public H2SettingStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> load() {
        return database.read(sql -> NamedTexts.load(sql, TABLE, database.servent()));
    }

    @Override
    public void save(long person, Map<String, Optional<String>> changes) {
        database.write(sql -> {
            changes.forEach((name, content) -> {
                NamedTexts.forget(sql, TABLE, database.servent(), name);
                content.ifPresent(text -> sql.client()
                        .sql("insert into setting (servent_id, name, content, person_id) values (?, ?, ?, ?)")
                        .params(database.servent(), name, text, person)
                        .update());
            });
            return changes.size();
        });
    }
}
