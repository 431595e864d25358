package filbert.sharing.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file opened while it was the one that was hashed. Whatever takes its name later, these stay its bytes, unless somebody writes into it: ask
 * {@link OnDisk#unchanged} before every use.
 */
record OpenFile(ServedFile file, FileChannel channel) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFile.class);

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a served file: {}", e.getMessage());
        }
    }
}
