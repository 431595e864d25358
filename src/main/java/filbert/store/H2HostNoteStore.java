package filbert.store;

import filbert.household.HostNoteStore;
import java.util.Map;
import java.util.stream.Collectors;

/** What people noted about hosts, in the table {@code host_note}. */
public final class H2HostNoteStore implements HostNoteStore {
    private final Database database;

    private record Note(long person, String host, String text) {}

    public H2HostNoteStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<Long, Map<String, String>> all() {
        return database.read(sql -> sql.sql("select person_id, host, note from host_note")
                .query((row, _) -> new Note(row.getLong("person_id"), row.getString("host"), row.getString("note")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Note::person, Collectors.toUnmodifiableMap(Note::host, Note::text))));
    }

    @Override
    public void save(long person, String host, String note) {
        database.write(sql -> {
            var gone = sql.client().sql("delete from host_note where person_id = ? and host = ?").params(person, host).update();
            return note.isEmpty()
                    ? gone
                    : sql.client().sql("insert into host_note (person_id, host, note) values (?, ?, ?)").params(person, host, note).update();
        });
    }
}
