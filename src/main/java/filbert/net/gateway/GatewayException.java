package filbert.net.gateway;

import java.io.IOException;

/** Why a router did not do what it was asked. Stackless: a router that is silent is no fault of ours. */
final class GatewayException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_SAYING = 80;

    private final Attempt.Result result;
    private final int code;

    private GatewayException(Attempt.Result result, int code, String said) {
        super(readable(said));
        this.result = result;
        this.code = code;
    }

    static GatewayException silent() {
        return new GatewayException(Attempt.Result.SILENT, 0, "");
    }

    static GatewayException notSpoken() {
        return new GatewayException(Attempt.Result.NOT_SPOKEN, 0, "");
    }

    static GatewayException confused(String why) {
        return new GatewayException(Attempt.Result.CONFUSED, 0, why);
    }

    /** @param code the protocol's own; {@code said} what it means, in the document's or the router's words */
    static GatewayException refused(int code, String said) {
        return new GatewayException(Attempt.Result.REFUSED, code, said);
    }

    Attempt.Result result() {
        return result;
    }

    int code() {
        return code;
    }

    String said() {
        return String.valueOf(getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private static String readable(String said) {
        var plain = said.codePoints().limit(LONGEST_SAYING).map(c -> Character.isISOControl(c) ? ' ' : c);
        return plain.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
    }
}
