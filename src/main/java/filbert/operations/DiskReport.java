package filbert.operations;

import java.time.Duration;
import java.util.List;

/**
 * What the data directory lies on.
 *
 * @param fileSystem as the system calls its kind: {@code ext4, nfs4, overlay}
 * @param sync how long it takes until a few bytes are on the disk: the middle one of some tries
 * @param warnings message keys below {@code disk.warning.}
 */
public record DiskReport(String fileSystem, long free, Duration sync, List<String> warnings) {}
