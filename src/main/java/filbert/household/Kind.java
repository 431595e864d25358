package filbert.household;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a setting may be set to. */
public sealed interface Kind
        permits Kind.Whole, Kind.Choice, Kind.Flag, Kind.BasePath, Kind.Folder, Kind.Document, Kind.Hours, Kind.Zone,
                Kind.SharedFolders, Kind.DatabaseUrl, Kind.Text, Kind.Secret, MachineKind {
    /** @return a message key below {@code settings.problem.}, or empty when {@code value} is fine */
    Optional<String> problem(String value);

    /** What is needed, to end an English sentence in the log. */
    String need();

    /** A wrong value, as the log may show it. */
    default String shown(String value) {
        return "'" + value + "'";
    }

    /** Allowed values, or empty for free text. */
    default List<String> choices() {
        return List.of();
    }

    /** The problem, unless all is fine. */
    static Optional<String> unless(boolean fine, String problem) {
        return fine ? Optional.empty() : Optional.of(problem);
    }

    /** As {@link #choices()}, and {@code current} among them: a choice that is not there at the moment is not to be lost by saving something else. */
    default List<String> choices(String current) {
        return choices();
    }

    /** The items of a list: separated by commas or blanks. */
    static List<String> items(String value) {
        return Arrays.stream(value.split("[,\\s]+")).filter(item -> !item.isEmpty()).toList();
    }

    /** A whole number. */
    record Whole(int least, int most) implements Kind {
        @Override
        public Optional<String> problem(String value) {
            try {
                var number = Integer.parseInt(value);
                return unless(number >= least && number <= most, "number-range");
            } catch (NumberFormatException _) {
                return Optional.of("number");
            }
        }

        @Override
        public String need() {
            return "a whole number from " + least + " to " + most;
        }
    }

    /** One of a few words. */
    record Choice(List<String> choices) implements Kind {
        static Choice of(String... words) {
            return new Choice(List.of(words));
        }

        @Override
        public Optional<String> problem(String value) {
            return unless(choices.contains(value), "choice");
        }

        @Override
        public String need() {
            return "one of " + String.join(", ", choices);
        }
    }

    /** Yes or no. */
    record Flag() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(choices().contains(value), "choice");
        }

        @Override
        public String need() {
            return "true or false";
        }

        @Override
        public List<String> choices() {
            return List.of("true", "false");
        }
    }

    /** The path below which a reverse proxy shows Filbert: empty, or {@code /} and words. */
    record BasePath() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(value.matches("(/[A-Za-z0-9._~-]+){0,8}"), "base-path");
        }

        @Override
        public String need() {
            return "a path such as /filbert, without a slash at the end";
        }
    }

    /** A folder: absolute, or relative to where the setting says; may be blank. */
    record Folder() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            try {
                return unless(Path.of(value).getNameCount() > 0, "folder");
            } catch (InvalidPathException _) {
                return Optional.of("folder");
            }
        }

        @Override
        public String need() {
            return "a folder";
        }
    }

    /** A file: absolute, or relative to where Filbert is started; may be blank. */
    record Document() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return new Folder().problem(value);
        }

        @Override
        public String need() {
            return "a file";
        }
    }

    /** A {@link Week}. */
    record Hours() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(Week.parse(value).isPresent(), "hours");
        }

        @Override
        public String need() {
            return "hours such as mon-fri 8-18 slow, daily 23-6 night";
        }
    }

    /** A time zone, or none. */
    record Zone() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(value.isEmpty() || ZoneId.getAvailableZoneIds().contains(value), "zone");
        }

        @Override
        public String need() {
            return "a time zone such as Europe/Berlin";
        }
    }

    /** Folders to share: {@code /music=network, /films=household}, or none. */
    record SharedFolders() implements Kind {
        private static final String ITEM = "/.*?(=(network|household|private))?";

        @Override
        public Optional<String> problem(String value) {
            return unless(folders(value).stream().allMatch(folder -> folder.matches(ITEM)), "shared-folders");
        }

        @Override
        public String need() {
            return "absolute folders separated by commas, each with =network, =household or =private behind it";
        }

        /** Split at commas only: folders may have blanks in their names. */
        public static List<String> folders(String value) {
            return Arrays.stream(value.split(",")).map(String::strip).filter(folder -> !folder.isEmpty()).toList();
        }
    }

    /** Where a database server is; may hold a password. */
    record DatabaseUrl() implements Kind {
        private static final String POSTGRESQL = "jdbc:postgresql:";

        @Override
        public Optional<String> problem(String value) {
            return unless(value.startsWith(POSTGRESQL) && value.length() > POSTGRESQL.length(), "database-url");
        }

        @Override
        public String need() {
            return "like " + POSTGRESQL + "//host:5432/filbert";
        }

        @Override
        public String shown(String value) {
            return "something else";
        }
    }

    /** A word or several. */
    record Text() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(!value.isBlank(), "blank");
        }

        @Override
        public String need() {
            return "something that is not blank";
        }
    }

    /** Never shown, never on the page. */
    record Secret() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(!value.isBlank(), "blank");
        }

        @Override
        public String need() {
            return "something that is not blank";
        }

        @Override
        public String shown(String value) {
            return "blank";
        }
    }
}
