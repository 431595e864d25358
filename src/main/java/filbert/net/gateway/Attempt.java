package filbert.net.gateway;

/**
 * How one way of asking went.
 *
 * @param code the protocol's own number of the refusal; 0 without one
 * @param said why, in the document's or the router's words: escape when shown; empty without any
 */
public record Attempt(Method method, Result result, int code, String said) {
    /** How it went. */
    public enum Result {
        /** Asked, no answer yet. */
        ASKED,
        /** The router speaks it; nothing was opened, for nothing was asked to be. */
        ANSWERED,
        OPENED,
        REFUSED,
        /** The router does not speak it, or it is switched off there. */
        NOT_SPOKEN,
        SILENT,
        /** What came back is not what the protocol says. */
        CONFUSED
    }

    static Attempt of(Method method, Result result) {
        return new Attempt(method, result, 0, "");
    }

    static Attempt of(Method method, GatewayException why) {
        return new Attempt(method, why.result(), why.code(), why.said());
    }
}
