package filbert.sharing.upload;

/** The status codes we answer with (3-transfer, 3.2.7). */
enum Status {
    OK(200, "OK"),
    ACCEPTED(202, "Accepted"),
    PARTIAL_CONTENT(206, "Partial Content"),
    BAD_REQUEST(400, "Bad Request"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not Found"),
    REQUEST_TIMEOUT(408, "Request Timeout"),
    NOT_ACCEPTABLE(406, "Not Acceptable"),
    CONFLICT(409, "Conflict"),
    GONE(410, "Gone"),
    RANGE_NOT_SATISFIABLE(416, "Requested Range Not Satisfiable"),
    TOO_MANY_REQUESTS(429, "Too Many Requests"),
    NOT_IMPLEMENTED(501, "Not Implemented"),
    SERVICE_UNAVAILABLE(503, "Service Unavailable"),
    VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported");

    private final int code;
    private final String reason;

    Status(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    /** Is this about the request's form, so that what follows it on the connection cannot be trusted either? */
    boolean endsConnection() {
        return switch (this) {
            case BAD_REQUEST, FORBIDDEN, REQUEST_TIMEOUT, TOO_MANY_REQUESTS, NOT_IMPLEMENTED, VERSION_NOT_SUPPORTED -> true;
            case OK, ACCEPTED, PARTIAL_CONTENT, NOT_FOUND, NOT_ACCEPTABLE, CONFLICT, GONE, RANGE_NOT_SATISFIABLE, SERVICE_UNAVAILABLE -> false;
        };
    }
}
