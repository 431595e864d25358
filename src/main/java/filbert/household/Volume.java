package filbert.household;

/**
 * Bytes that passed between this house and other servents.
 *
 * @param sent all that left, whatever it was; {@code received} likewise came in
 * @param given those of files among what left; {@code taken} among what came in
 */
public record Volume(long sent, long received, long given, long taken) {
    public static final Volume NOTHING = new Volume(0, 0, 0, 0);

    public Volume plus(Volume more) {
        return new Volume(sent + more.sent, received + more.received, given + more.given, taken + more.taken);
    }

    Volume minus(Volume less) {
        return new Volume(sent - less.sent, received - less.received, given - less.given, taken - less.taken);
    }
}
