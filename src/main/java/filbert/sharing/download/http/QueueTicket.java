package filbert.sharing.download.http;

/**
 * Shown with every request to a server that queued us (3-transfer, 3.6.2): {@code X-Queued: position=14; ID=6A07...}.
 *
 * @param id as the server wrote it
 * @param position the last one told, 0 when none was
 */
public record QueueTicket(String id, int position) {
    String value() {
        return "position=" + position + "; ID=" + id;
    }
}
