package filbert.sharing.mesh;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The bytes of files we gave each host and took from it since the start. A host is an IPv4 address or an IPv6 network of 64 bits. Of those beyond
 * {@link #MOST} whoever was dealt with longest ago is forgotten. Owner only, but for the totals.
 */
public final class Dealings {
    static final int MOST = 1_000;

    /** What is less is no reason to serve somebody first: it would be bought too cheaply. */
    static final long SOMETHING = 1 << 20;

    private static final int IPV6_NETWORK = 8; // bytes

    private static final class Account {
        private long given;
        private long taken;
    }

    private final Map<InetAddress, Account> accounts = new LinkedHashMap<>(64, 0.75f, true);
    private final LongAdder given = new LongAdder();
    private final LongAdder taken = new LongAdder();

    /** @param given and {@code taken} in bytes */
    public record Dealing(InetAddress host, long given, long taken) {}

    public void gave(InetAddress host, long bytes) {
        if (bytes > 0) {
            account(host).given += bytes;
            given.add(bytes);
        }
    }

    public void took(InetAddress host, long bytes) {
        if (bytes > 0) {
            account(host).taken += bytes;
            taken.add(bytes);
        }
    }

    private Account account(InetAddress host) {
        var account = accounts.computeIfAbsent(network(host), _ -> new Account());
        if (accounts.size() > MOST) {
            accounts.remove(accounts.keySet().iterator().next());
        }
        return account;
    }

    /** Did it give us a mebibyte at least? */
    public boolean gives(InetAddress host) {
        var account = accounts.get(network(host));
        return account != null && account.taken >= SOMETHING;
    }

    /** Those with whom most was dealt first. */
    public List<Dealing> view() {
        return accounts.entrySet().stream()
                .map(each -> new Dealing(each.getKey(), each.getValue().given, each.getValue().taken))
                .sorted(Comparator.comparingLong((Dealing one) -> one.given() + one.taken()).reversed())
                .toList();
    }

    /** To all hosts together, forgotten ones too. Any thread. */
    public long given() {
        return given.sum();
    }

    /** Likewise. */
    public long taken() {
        return taken.sum();
    }

    /** What a host counts as: itself, or its network of 64 bits. */
    public static InetAddress network(InetAddress ip) {
        if (!(ip instanceof Inet6Address)) {
            return ip;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(ip.getAddress(), IPV6_NETWORK), ip.getAddress().length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("bug: an address of another length", e);
        }
    }
}
