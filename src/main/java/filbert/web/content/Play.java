package filbert.web.content;

/**
 * Having a file in the browser: playing it where that is likely to work, saving it in any case.
 *
 * @param url below the base path
 * @param element {@code audio}, {@code video}, or empty when there is nothing to play
 * @param ready are its first bytes there?
 * @param running does it still come?
 */
public record Play(String url, String name, String element, boolean ready, boolean running) {
    public static Play of(String url, String name, boolean ready, boolean running) {
        return new Play(url, name, Kind.of(name).player(), ready, running);
    }
}
