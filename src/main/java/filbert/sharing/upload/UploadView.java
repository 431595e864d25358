package filbert.sharing.upload;

import filbert.identity.HostAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One upload, running or lately ended.
 *
 * @param node where it can be called, by its own word: the port of {@code host} is seldom that
 * @param state {@code sending, done, cut, refused}
 * @param from first byte of the range
 * @param length bytes of the range
 * @param sent bytes of the range handed to the network
 * @param rate bytes per second
 * @param unfinished is it part of a file that is still on its way to us?
 */
public record UploadView(
        long id,
        HostAddress host,
        Optional<HostAddress> node,
        String userAgent,
        String file,
        String state,
        long from,
        long length,
        long sent,
        long rate,
        Instant since,
        boolean unfinished) {}
