package filbert.web;

/** What a browser may do with our pages: load everything from here, run nothing that stands in the page itself, and be framed by nobody. */
public final class ContentPolicy {
    /** The value of {@code Content-Security-Policy} of every page. */
    public static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private ContentPolicy() {}
}
