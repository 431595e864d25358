package filbert.config.engine;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What kind of place this machine is: inside a container, behind a VPN. Sends nothing. */
final class Whereabouts {
    /** What Docker and Podman leave at the root, and what most write into the control groups of the first process. */
    private static final List<String> MARKS = List.of(".dockerenv", "run/.containerenv");

    private static final String GROUPS = "proc/1/cgroup";
    private static final Pattern CONTAINER = Pattern.compile("docker|kubepods|containerd|libpod|/lxc");

    private Whereabouts() {}

    /** @param root of the file system */
    static boolean inContainer(Path root) {
        if (MARKS.stream().anyMatch(mark -> Files.exists(root.resolve(mark)))) {
            return true;
        }
        try {
            return CONTAINER.matcher(Files.readString(root.resolve(GROUPS))).find();
        } catch (IOException _) {
            return false;
        }
    }

    /** A network interface that joins two ends and no more, as those of VPNs do, and is up. */
    static Optional<String> tunnel() {
        try {
            return NetworkInterface.networkInterfaces().filter(Whereabouts::isTunnel).map(NetworkInterface::getName).sorted().findFirst();
        } catch (SocketException _) {
            return Optional.empty();
        }
    }

    private static boolean isTunnel(NetworkInterface device) {
        try {
            return device.isUp() && device.isPointToPoint() && !device.isLoopback();
        } catch (SocketException _) {
            return false;
        }
    }
}
