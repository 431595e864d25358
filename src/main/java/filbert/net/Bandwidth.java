package filbert.net;

/** What a servent may send and receive, and how much that was: bytes as sockets see them, TLS included, the headers of TCP, UDP and IP not. */
public record Bandwidth(TokenBucket up, TokenBucket down) {
    /** Without limits until told otherwise. @param timeline as for {@link TokenBucket} */
    public static Bandwidth unlimited(Timeline timeline) {
        return new Bandwidth(new TokenBucket(timeline), new TokenBucket(timeline));
    }
}
