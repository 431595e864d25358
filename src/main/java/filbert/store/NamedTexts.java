package filbert.store;

import filbert.store.Database.Connections;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables of a name and a content, which every machine has of its own. */
final class NamedTexts {
    private NamedTexts() {}

    static Map<String, String> load(JdbcClient sql, String table, long servent) {
        return sql.sql("select name, content from " + table + " where servent_id = ?")
                .param(servent)
                .query((row, _) -> Map.entry(row.getString("name"), row.getString("content")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static int forget(Connections sql, String table, long servent, String name) {
        return sql.client().sql("delete from " + table + " where servent_id = ? and name = ?").params(servent, name).update();
    }
}
