package filbert.net;

import filbert.identity.HostAddress;
import java.io.IOException;

/** Nobody was called, because of a rule of ours. */
public final class NotCalledException extends IOException {
    private static final long serialVersionUID = 1;

    private final Rule rule;

    NotCalledException(HostAddress to, Rule rule, String words) {
        super(to + " " + words);
        this.rule = rule;
    }

    /** Which one. */
    public enum Rule {
        /** The address belongs to another network than the one that was chosen. */
        OUTSIDE,
        /** Banned, or listed as hostile. */
        SHUNNED,
        /** No way there by the one interface everything leaves by. */
        NO_WAY
    }

    public Rule rule() {
        return rule;
    }
}
