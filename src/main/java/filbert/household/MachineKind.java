package filbert.household;

import filbert.identity.HostAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a setting that names machines, or ways to them, may be set to. */
public sealed interface MachineKind extends Kind {
    /** A literal IP address. */
    record Address() implements MachineKind {
        @Override
        public Optional<String> problem(String value) {
            return Kind.unless(isLiteral(value), "address");
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

    /** Literal IP addresses, or none. */
    record Addresses() implements MachineKind {
        @Override
        public Optional<String> problem(String value) {
            return Kind.unless(Kind.items(value).stream().allMatch(Address::isLiteral), "address");
        }

        @Override
        public String need() {
            return "IP addresses separated by commas";
        }
    }

    /** The name of a network interface, which need not be there, or none; chosen among those that are. */
    record Interface() implements MachineKind {
        private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.@:-]{0,14}"; // IFNAMSIZ of linux/if.h less the zero

        @Override
        public Optional<String> problem(String value) {
            return Kind.unless(value.isEmpty() || value.matches(NAME), "interface");
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

    /** Gnutella hosts, or none. */
    record Hosts(int most) implements MachineKind {
        @Override
        public Optional<String> problem(String value) {
            var hosts = Kind.items(value);
            if (hosts.size() > most) {
                return Optional.of("too-many");
            }
            return Kind.unless(hosts.stream().allMatch(host -> HostAddress.parse(host).isPresent()), "hosts");
        }

        @Override
        public String need() {
            return "hosts such as 192.168.1.5:23456 separated by commas, at most " + most;
        }
    }

    /** {@code host:port} of UDP host caches; {@code none} for none. */
    record HostCaches() implements MachineKind {
        @Override
        public Optional<String> problem(String value) {
            return Kind.unless(listed(value).stream().allMatch(item -> item.matches("[A-Za-z0-9.-]{1,190}(:\\d{4,5})?")), "host-caches");
        }

        @Override
        public String need() {
            return "host:port separated by commas, or none";
        }
    }

    /** Addresses of web caches; {@code none} for none. */
    record WebCaches() implements MachineKind {
        @Override
        public Optional<String> problem(String value) {
            return Kind.unless(listed(value).stream().allMatch(item -> item.matches("https?://[A-Za-z0-9][A-Za-z0-9.-]{0,99}(:\\d{1,5})?(/[A-Za-z0-9._~/-]{0,90})?")), "web-caches");
        }

        @Override
        public String need() {
            return "addresses such as http://cache.example.org/gwc.php separated by commas, or none";
        }
    }

    /** Names of machines, or none. */
    record Names() implements MachineKind {
        @Override
        public Optional<String> problem(String value) {
            return Kind.unless(Kind.items(value).stream().allMatch(name -> name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")), "names");
        }

        @Override
        public String need() {
            return "host names separated by commas";
        }
    }

    /** The items of a list that may be {@code none}. */
    private static List<String> listed(String value) {
        return value.strip().equals("none") ? List.of() : Kind.items(value);
    }
}
