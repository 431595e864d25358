package filbert.household;

import filbert.identity.HostAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a setting may be set to. */
public sealed interface Kind {
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

    private static Optional<String> unless(boolean fine, String problem) {
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

    /** {@code host:port} of UDP host caches; {@code none} for none. */
    record HostCaches() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(listed(value).stream().allMatch(item -> item.matches("[A-Za-z0-9.-]{1,190}(:\\d{4,5})?")), "host-caches");
        }

        @Override
        public String need() {
            return "host:port separated by commas, or none";
        }
    }

    /** Addresses of web caches; {@code none} for none. */
    record WebCaches() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(listed(value).stream().allMatch(item -> item.matches("https?://[A-Za-z0-9][A-Za-z0-9.-]{0,99}(:\\d{1,5})?(/[A-Za-z0-9._~/-]{0,90})?")), "web-caches");
        }

        @Override
        public String need() {
            return "addresses such as http://cache.example.org/gwc.php separated by commas, or none";
        }
    }

    /** The items of a list that may be {@code none}. */
    private static List<String> listed(String value) {
        return value.strip().equals("none") ? List.of() : items(value);
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

    /** A literal IP address. */
    record Address() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(isLiteral(value), "address");
        }

        @Override
        public String need() {
            return "an IP address such as 0.0.0.0 or 192.168.1.5";
        }

        static boolean isLiteral(String value) {
            try {
                InetAddress.ofLiteral(value);
                return true;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }

    /** The name of a network interface, which need not be there, or none; chosen among those that are. */
    record Interface() implements Kind {
        private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.@:-]{0,14}"; // IFNAMSIZ of linux/if.h less the zero

        @Override
        public Optional<String> problem(String value) {
            return unless(value.isEmpty() || value.matches(NAME), "interface");
        }

        @Override
        public String need() {
            return "the name of a network interface, such as tun0 or wg0, of at most 15 characters";
        }

        @Override
        public List<String> choices(String current) {
            try {
                var present = NetworkInterface.networkInterfaces().map(NetworkInterface::getName).filter(name -> name.matches(NAME));
                return Stream.concat(Stream.of("", current), present.sorted()).distinct().toList();
            } catch (SocketException _) {
                return List.of(); // then it is typed
            }
        }
    }

    /** Literal IP addresses, or none. */
    record Addresses() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(items(value).stream().allMatch(Address::isLiteral), "address");
        }

        @Override
        public String need() {
            return "IP addresses separated by commas";
        }
    }

    /** Gnutella hosts, or none. */
    record Hosts(int most) implements Kind {
        @Override
        public Optional<String> problem(String value) {
            var hosts = items(value);
            if (hosts.size() > most) {
                return Optional.of("too-many");
            }
            return unless(hosts.stream().allMatch(host -> HostAddress.parse(host).isPresent()), "hosts");
        }

        @Override
        public String need() {
            return "hosts such as 192.168.1.5:23456 separated by commas, at most " + most;
        }
    }

    /** Names of machines, or none. */
    record Names() implements Kind {
        @Override
        public Optional<String> problem(String value) {
            return unless(items(value).stream().allMatch(name -> name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")), "names");
        }

        @Override
        public String need() {
            return "host names separated by commas";
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
