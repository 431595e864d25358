package filbert.servent.routing;

/** What one neighbour sent that it should not have sent, against all it sent. Confined to the owner. */
final class Conduct {
    private static final int FEW_DUPLICATES = 5; // 1-connect, 1.5: as gtk-gnutella has it
    private static final int DUPLICATES_PERCENT = 5; // C-93
    private static final int FEW_HIGH_TTL = 10; // 1-connect, 1.4: "> 10 such"

    private long messages;
    private long duplicates;
    private int highTtl;

    void said() {
        messages++;
    }

    /**
     * It said the very same again: not a probe that now reaches farther, nor a query that another proxy had put its address in (C-14).
     *
     * @return true when that makes it too many
     */
    boolean repeated() {
        duplicates++;
        return duplicates >= FEW_DUPLICATES && duplicates * 100 > messages * DUPLICATES_PERCENT;
    }

    /** It let something pass that was on its way to far too many. @return true when that makes it too many */
    boolean highTtl() {
        highTtl++;
        return highTtl > FEW_HIGH_TTL;
    }

    long duplicates() {
        return duplicates;
    }

    int highTtls() {
        return highTtl;
    }
}
