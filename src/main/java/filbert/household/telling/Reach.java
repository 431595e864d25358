package filbert.household.telling;

import filbert.household.Person;
import filbert.household.Role;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where webhooks of whom may lead. A webhook makes this machine speak to others in somebody's name, from inside the house, where routers and cameras trust
 * whoever asks: members may therefore reach what anybody on the Internet could, and at home only what the owner has listed; owners may reach everything at
 * home. Nobody reaches link-local addresses, where machines in data centres hand out their credentials, nor any that is no single host's.
 */
public final class Reach {
    private final Supplier<List<String>> listed;
    private final Predicate<InetAddress> ours;

    /**
     * @param listed host names or addresses at home that everybody's webhooks may reach, perhaps with a port
     * @param ours is it of this machine, or of its network, though it looks like one of the Internet?
     */
    public Reach(Supplier<List<String>> listed, Predicate<InetAddress> ours) {
        this.listed = listed;
        this.ours = ours;
    }

    /** What this person's webhook with this address may be taken to. */
    Predicate<InetAddress> of(Person person, URI url) {
        var home = person.role() == Role.OWNER || isListed(url);
        return address -> !isNobodys(address) && (home || !isHome(address));
    }

    private boolean isListed(URI url) {
        var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        var bare = host.replaceAll("[\\[\\]]", "");
        var port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return listed.get().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals(bare) || name.equals(host) || name.equals(host + ":" + port));
    }

    private boolean isHome(InetAddress address) {
        var bytes = address.getAddress();
        var shared = address instanceof Inet4Address && (bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64; // RFC 6598
        var unique = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC; // RFC 4193
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || shared || unique || ours.test(address);
    }

    /** Also those that lead to an IPv4 address by another way: what that one is could not be asked. */
    private static boolean isNobodys(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            var first = bytes[0] & 0xFF;
            return first == 0 || first >= 224 || address.isLinkLocalAddress() || isMetadata(address);
        }
        var first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        var embedded = first == 0x2002 // 6to4
                || first == 0x0064 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B // NAT64
                || first == 0x2001 && bytes[2] == 0 && bytes[3] == 0 // Teredo
                || isCompatible(bytes);
        return address.isAnyLocalAddress() || address.isMulticastAddress() || address.isLinkLocalAddress() || embedded || isMetadata(address);
    }

    /** {@code ::a.b.c.d}, which is not {@code ::1}. */
    private static boolean isCompatible(byte[] bytes) {
        for (var i = 0; i < 12; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[12] != 0 || bytes[13] != 0 || bytes[14] != 0 || bytes[15] != 1;
    }

    /** Of clouds that do not use a link-local one. */
    private static boolean isMetadata(InetAddress address) {
        return List.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254", "168.63.129.16").contains(address.getHostAddress());
    }
}
