package filbert.store;

/**
 * A PostgreSQL database somebody else keeps, or whatever speaks its wire.
 *
 * @param url {@code jdbc:postgresql://host:port/name}, with the driver's parameters if need be
 * @param user may be empty when the address names one
 * @param password may be empty
 */
public record DatabaseServer(String url, String user, String password) {
    public static final String PREFIX = "jdbc:postgresql:";

    /** Where it is, fit for a log: without parameters, for a password may be among them. */
    public String place() {
        var end = url.indexOf('?');
        return (end < 0 ? url : url.substring(0, end)).substring(PREFIX.length()).replaceFirst("^//", "").replaceFirst("^[^/@]*@", "");
    }

    @Override
    public String toString() {
        return "DatabaseServer[" + place() + "]";
    }
}
