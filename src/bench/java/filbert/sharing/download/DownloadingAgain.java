package filbert.sharing.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A program that downloads the same file several times, each time as if it were new to it, and says how it stands like {@link DownloadingProcess}. */
final class DownloadingAgain {
    private DownloadingAgain() {}

    /** @param arguments how often, the folder it lives in, the SHA-1, the size, and who has it */
    public static void main(String... arguments) throws IOException, InterruptedException {
        for (var round = 1; round <= Integer.parseInt(arguments[0]); round++) {
            var home = Files.createDirectory(Path.of(arguments[1]).resolve("round" + round));
            var wanted = Arrays.copyOfRange(arguments, 1, arguments.length);
            wanted[0] = home.toString();
            DownloadingProcess.download(wanted);
            Files.delete(home.resolve("finished").resolve(arguments[2]));
        }
        System.exit(0);
    }
}
