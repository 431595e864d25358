package filbert.sharing.upload;

import filbert.identity.HostAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who waits for an upload slot.
 *
 * @param number for {@link Uploads#dismiss} and {@link Uploads#promise}
 * @param position 1 is next
 * @param connected waits on an open connection
 * @param lasting has an ID, so that the place outlives the connection
 * @param callable is told when its turn has come
 * @param node where it can be called, by its own word
 * @param promised is sent its file when it asks next, by the owner's word
 * @param expected when it was asked to ask again
 * @param until the place is lost unless it asked by then
 */
public record WaitingView(
        long number,
        HostAddress host,
        String userAgent,
        String file,
        int position,
        boolean connected,
        boolean lasting,
        boolean callable,
        Optional<HostAddress> node,
        boolean promised,
        Instant since,
        Instant expected,
        Instant until) {}
