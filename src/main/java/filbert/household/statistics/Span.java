package filbert.household.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How far back somebody looks, and how finely. */
public enum Span {
    DAY("24h", Duration.ofDays(1), Width.FIVE_MINUTES),
    WEEK("7d", Duration.ofDays(7), Width.HOUR),
    MONTH("30d", Duration.ofDays(30), Width.HOUR),
    YEAR("1y", Duration.ofDays(365), Width.DAY),
    ALL("all", Duration.ofDays(3_650), Width.DAY);

    private final String word;
    private final Duration length;
    private final Width width;

    Span(String word, Duration length, Width width) {
        this.word = word;
        this.length = length;
        this.width = width;
    }

    /** How wide samples are, and how long those of this width are kept. */
    public enum Width {
        FIVE_MINUTES(300, Duration.ofDays(2)),
        HOUR(3_600, Duration.ofDays(40)),
        DAY(86_400, Duration.ofDays(3_650));

        private final int seconds;
        private final Duration kept;

        Width(int seconds, Duration kept) {
            this.seconds = seconds;
            this.kept = kept;
        }

        public int seconds() {
            return seconds;
        }

        public Duration kept() {
            return kept;
        }

        /** When the one began in which this moment lies. */
        public Instant began(Instant moment) {
            return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
        }
    }

    public static Optional<Span> of(String word) {
        return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** For addresses: {@code 24h, 7d, 30d, 1y, all}. */
    public String word() {
        return word;
    }

    public Width width() {
        return width;
    }

    public Instant from(Instant now) {
        return width.began(now.minus(length));
    }
}
