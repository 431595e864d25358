package filbert.store;

import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import filbert.servent.search.Offers;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import filbert.store.Database.Connections;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What lists show of a large search, once more in few long texts, in the table {@code found_lines}: a row of {@code found_file} carries every source, and
 * reading tens of thousands of those takes a second. Rows written later, which have higher numbers, are read besides and count instead.
 */
final class StoredLines {
    /** Rows that are as quickly read from where they are. */
    static final int FEW = 1_000;

    private static final int PART = 200_000; // characters, from which on a text ends with its line
    private static final int LONGEST = 1_000_000; // as wide as the column

    private StoredLines() {}

    /** @param upTo the highest number among the rows it was made of; 0 when there is none */
    record Digest(List<FoundLine> lines, long upTo) {
        static final Digest NONE = new Digest(List.of(), 0);
    }

    private record Part(long upTo, boolean ends, String content) {}

    static Digest read(JdbcClient sql, String searchId) {
        var lines = new ArrayList<FoundLine>();
        var reader = new Reader(lines);
        var upTo = 0L;
        for (var number = 0; ; number++) {
            var part = part(sql, searchId, number);
            if (part.isEmpty() || (number > 0 && part.get().upTo() != upTo)) {
                return Digest.NONE; // or written anew meanwhile: then the rows are read
            }
            upTo = part.get().upTo();
            reader.read(part.get().content());
            if (part.get().ends()) {
                return new Digest(lines, upTo);
            }
        }
    }

    private static Optional<Part> part(JdbcClient sql, String searchId, int number) {
        return sql.sql("select up_to, ends, content from found_lines where search_id = ? and part = ?")
                .params(searchId, number)
                .query((row, _) -> new Part(row.getLong("up_to"), row.getBoolean("ends"), row.getString("content")))
                .optional();
    }

    /** Replaces an older one. A line too long for the column leaves the search without. */
    static void write(Connections sql, String searchId, Digest digest) {
        if (newest(sql.client(), searchId) >= digest.upTo()) {
            return;
        }
        sql.client().sql("delete from found_lines where search_id = ?").param(searchId).update();
        var text = new StringBuilder();
        var number = 0;
        for (var i = 0; i < digest.lines().size(); i++) {
            write(text, digest.lines().get(i));
            var ends = i == digest.lines().size() - 1;
            if (text.length() > LONGEST) {
                sql.client().sql("delete from found_lines where search_id = ?").param(searchId).update();
                return;
            }
            if (ends || text.length() >= PART) {
                sql.client()
                        .sql("insert into found_lines (search_id, part, up_to, ends, content) values (?, ?, ?, ?, ?)")
                        .params(searchId, number++, digest.upTo(), ends, text.toString())
                        .update();
                text.setLength(0);
            }
        }
    }

    private static long newest(JdbcClient sql, String searchId) {
        return sql.sql("select coalesce(max(up_to), 0) from found_lines where search_id = ?").param(searchId).query(Long.class).single();
    }

    private static void write(StringBuilder text, FoundLine line) {
        var sha1 = line.sha1().map(Sha1::base32).orElse("");
        write(text, line.id());
        write(text, sha1.equals(line.id()) ? Reader.SAME : sha1);
        write(text, line.name());
        write(text, line.names());
        write(text, line.size());
        write(text, line.offers().toString());
        write(text, ChronoUnit.MICROS.between(Instant.EPOCH, line.firstSeen()));
        write(text, line.judgement().toString());
        write(text, line.tags().packed());
    }

    private static void write(StringBuilder text, long number) {
        text.append(number).append(Reader.END);
    }

    private static void write(StringBuilder text, String field) {
        write(text, field.length());
        text.append(field);
    }

    /** Numbers end with a blank; texts have their length in front. */
    private static final class Reader {
        static final char END = ' ';
        static final String SAME = "="; // no hash looks like this

        private final List<FoundLine> lines;
        private final Map<String, Judgement> judgements = new HashMap<>(); // few differ
        private String text = "";
        private int at;

        Reader(List<FoundLine> lines) {
            this.lines = lines;
        }

        void read(String content) {
            text = content;
            for (at = 0; at < text.length(); ) {
                lines.add(line());
            }
        }

        private FoundLine line() {
            var id = field();
            var sha1 = field();
            return new FoundLine(
                    id,
                    sha1.isEmpty() ? Optional.empty() : Optional.of(Sha1.parse(sha1.equals(SAME) ? id : sha1)),
                    field(),
                    (int) number(),
                    number(),
                    Offers.parse(field()),
                    Instant.EPOCH.plus(number(), ChronoUnit.MICROS),
                    judgements.computeIfAbsent(field(), Judgement::parse),
                    Tags.unpacked(field()),
                    false);
        }

        private long number() {
            var end = text.indexOf(END, at);
            var number = Long.parseLong(text, at, end, 10);
            at = end + 1;
            return number;
        }

        private String field() {
            var from = (int) number();
            at += from;
            return text.substring(at - from, at);
        }
    }
}
