package filbert.store;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many rows there are. */
public final class TableSizes {
    private final Database database;

    public TableSizes(Database database) {
        this.database = database;
    }

    /** By table, in lower case. Counts them all: takes its time. */
    public Map<String, Long> rows() {
        return database.read(sql -> {
            var rows = new TreeMap<String, Long>();
            var tables = sql.sql("select table_name from information_schema.tables where table_schema = current_schema and table_type = 'BASE TABLE'")
                    .query(String.class)
                    .list();
            for (var table : tables) {
                rows.put(table.toLowerCase(Locale.ROOT), sql.sql("select count(*) from \"" + table.replace("\"", "\"\"") + "\"").query(Long.class).single());
            }
            return rows;
        });
    }
}
