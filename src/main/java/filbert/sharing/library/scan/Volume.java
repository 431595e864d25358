package filbert.sharing.library.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What kind of file system a path lies on. @param type as the system calls it, lower case; empty when it does not say */
public record Volume(String type) {
    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb", "smbfs", "smb2", "smb3", "9p", "afs", "ceph", "davfs", "glusterfs", "sshfs");

    public static Volume of(Path path) {
        try {
            return new Volume(Files.getFileStore(path).type().toLowerCase(Locale.ROOT));
        } catch (IOException unknown) {
            return new Volume("");
        }
    }

    /** Bytes we may still write where {@code path} lies; 0 when nobody knows. */
    public static long usableBytes(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** Across a network, or behind a user's program: no events when others change something, and file keys may not last. */
    public boolean isRemote() {
        return REMOTE.contains(type) || type.startsWith("fuse");
    }
}
