package filbert.store;

import filbert.household.Keepsakes;
import java.util.Optional;

/** Facts about this installation in the table {@code keepsake}, and about people on it in {@code person_keepsake}. */
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

    @Override
    public Keepsakes of(long person) {
        return new OfPerson(person);
    }

    private final class OfPerson implements Keepsakes {
        private final long person;

        OfPerson(long person) {
            this.person = person;
        }

        @Override
        public Optional<String> recall(String name) {
            return database.read(sql -> sql.sql("select content from person_keepsake where servent_id = ? and person_id = ? and name = ?")
                    .params(database.servent(), person, name)
                    .query(String.class)
                    .optional());
        }

        @Override
        public void keep(String name, String fact) {
            database.write(sql -> {
                sql.client()
                        .sql("delete from person_keepsake where servent_id = ? and person_id = ? and name = ?")
                        .params(database.servent(), person, name)
                        .update();
                return sql.client()
                        .sql("insert into person_keepsake (servent_id, person_id, name, content) select ?, id, ?, ? from person where id = ?")
                        .params(database.servent(), name, fact, person)
                        .update();
            });
        }

        @Override
        public Keepsakes of(long other) {
            return H2Keepsakes.this.of(other);
        }
    }
}
