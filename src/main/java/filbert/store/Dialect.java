package filbert.store;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All in which the two kinds of database differ for us. */
enum Dialect {
    /** A file of ours; nobody else has it open. It compares texts as {@link String#compareTo} does. */
    H2(""),

    /** A server that other machines of the house may use too. Its {@code C} collation compares by code points. */
    POSTGRESQL(" collate \"C\"") {
        @Override
        void takeTurn(JdbcClient sql) {
            PostgreSql.takeTurn(sql);
        }

        @Override
        String sortable(String text) {
            return needsMark(text) ? marked(text) : text;
        }

        @Override
        String plain(String sortable) {
            return sortable.contains(MARK) ? sortable.replace(MARK, "") : sortable;
        }
    };

    private static final String MARK = Character.toString(Character.MAX_CODE_POINT); // never a character of a file's name
    private static final char ABOVE_SURROGATES = '\uE000';

    private final String bytewise;

    Dialect(String bytewise) {
        this.bytewise = bytewise;
    }

    /** What the steps of the schema leave open. */
    Map<String, String> placeholders() {
        return Map.of("bytewise", bytewise);
    }

    /** Until the transaction ends nobody else of the house writes. */
    void takeTurn(JdbcClient sql) {}

    /** {@code text} as it has to stand in a column compared bytewise, so that the database sorts it as {@link String#compareTo} does. */
    String sortable(String text) {
        return text;
    }

    /** The reverse of {@link #sortable}. */
    String plain(String sortable) {
        return sortable;
    }

    /** Java compares UTF-16: characters from U+E000 to U+FFFF come behind those that need two units, by code points before them. */
    private static boolean needsMark(String text) {
        return text.chars().anyMatch(unit -> unit >= ABOVE_SURROGATES);
    }

    private static String marked(String text) {
        var marked = new StringBuilder(text.length() + 16);
        text.chars().forEach(unit -> {
            if (unit >= ABOVE_SURROGATES) {
                marked.append(MARK);
            }
            marked.append((char) unit);
        });
        return marked.toString();
    }
}
