package filbert.config.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two network namespaces joined by two cables, {@code vpn0} and {@code lan0}, and nothing else. Routes of {@link #here} prefer {@code lan0}. Needs root and
 * the program {@code ip}.
 */
final class TwoNamespaces implements AutoCloseable {
    static final String OVER_THERE = "10.99.0.1";
    static final String OURS = "10.9.0.1";

    final String here;
    final String there;

    TwoNamespaces(String name) throws IOException {
        here = name + "-a";
        there = name + "-b";
        try {
            lay();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    static boolean possible() {
        return run("ip", "netns", "add", "filbert-may-i") == 0 && run("ip", "netns", "del", "filbert-may-i") == 0;
    }

    private void lay() throws IOException {
        for (var one : List.of(here, there)) {
            ip("netns", "add", one);
            need("ip", "netns", "exec", one, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6; echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6;"
                    + " echo 0 > /proc/sys/net/ipv4/conf/all/rp_filter; echo 0 > /proc/sys/net/ipv4/conf/default/rp_filter");
            ip("-n", one, "link", "set", "lo", "up");
        }
        layCable("vpn0", "10.9.0");
        layCable("lan0", "10.77.0");
        ip("-n", there, "addr", "add", OVER_THERE + "/32", "dev", "lo");
        ip("-n", here, "route", "add", OVER_THERE, "via", "10.77.0.2", "metric", "10");
        routeByVpn();
    }

    private void layCable(String name, String net) throws IOException {
        ip("-n", here, "link", "add", name, "type", "veth", "peer", "name", name, "netns", there);
        ip("-n", here, "addr", "add", net + ".1/24", "dev", name);
        ip("-n", there, "addr", "add", net + ".2/24", "dev", name);
        ip("-n", here, "link", "set", name, "up");
        ip("-n", there, "link", "set", name, "up");
    }

    private void routeByVpn() throws IOException {
        ip("-n", here, "route", "add", OVER_THERE, "via", "10.9.0.2", "dev", "vpn0", "metric", "100");
    }

    void vpnDown() throws IOException {
        ip("-n", here, "link", "set", "vpn0", "down");
    }

    void vpnUp() throws IOException {
        ip("-n", here, "link", "set", "vpn0", "up");
        routeByVpn();
    }

    void vpnGone() throws IOException {
        ip("-n", here, "link", "del", "vpn0");
    }

    /** Packets that left by the other cable. */
    long packetsByLan() throws IOException {
        var process = new ProcessBuilder("ip", "netns", "exec", here, "cat", "/sys/class/net/lan0/statistics/tx_packets").start();
        return Long.parseLong(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip());
    }

    private static void ip(String... arguments) throws IOException {
        var command = new java.util.ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        need(command.toArray(String[]::new));
    }

    private static void need(String... command) throws IOException {
        if (run(command) != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static int run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        run("ip", "netns", "del", here);
        run("ip", "netns", "del", there);
    }
}
