package filbert.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine is called by those who look after it; nobody is asked over the network. */
final class HostName {
    private static final Path KERNELS = Path.of("/proc/sys/kernel/hostname");
    private static final int LONGEST = 255;

    private HostName() {}

    static String here() {
        try {
            var name = Files.isReadable(KERNELS) ? Files.readString(KERNELS).strip() : System.getenv().getOrDefault("COMPUTERNAME", "");
            return name.substring(0, Math.min(name.length(), LONGEST));
        } catch (IOException _) {
            return ""; // it is only for people to read
        }
    }
}
