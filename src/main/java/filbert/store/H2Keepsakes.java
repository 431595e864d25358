package filbert.store;

import filbert.household.Keepsakes;
import java.util.Optional;

/** Facts about this installation in the table {@code keepsake}. */
public final class H2Keepsakes implements Keepsakes {
    private static final String TABLE = "keepsake";

    private final Database database;

    public H2Keepsakes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> recall(String name) {
        return Optional.ofNullable(database.read(sql -> NamedTexts.load(sql, TABLE, database.servent())).get(name));
    }

    @Override
    public void keep(String name, String fact) {
        database.write(sql -> {
            NamedTexts.forget(sql, TABLE, database.servent(), name);
            return sql.client().sql("insert into keepsake (servent_id, name, content) values (?, ?, ?)").params(database.servent(), name, fact).update();
        });
    }
}
