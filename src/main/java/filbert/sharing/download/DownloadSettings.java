package filbert.sharing.download;

import java.nio.file.Path;

/**
 * How downloads behave.
 *
 * @param incomplete folder of partial files; made when only it is missing. Keep it on the volume of the finished ones, or each is copied once more
 * @param active downloads that fetch at the same time, 1 to 100; the others wait their turn. Default 5
 * @param sourcesPerFile hosts one file is fetched from at the same time, 1 to 16. Default 4
 * @param connections links of all downloads together, 1 to 200. Default 40 (3-transfer, 3.8.3)
 * @param reserve bytes of disk never used, 0 or more. Default 64 MiB
 */
public record DownloadSettings(Path incomplete, int active, int sourcesPerFile, int connections, long reserve) {
    public DownloadSettings {
        check("active", active, 1, 100);
        check("sourcesPerFile", sourcesPerFile, 1, 16);
        check("connections", connections, 1, 200);
        check("reserve", reserve, 0, Long.MAX_VALUE);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", may be " + least + " to " + most);
        }
    }

    public static DownloadSettings defaults(Path incomplete) {
        return new DownloadSettings(incomplete, 5, 4, 40, 64L << 20);
    }
}
