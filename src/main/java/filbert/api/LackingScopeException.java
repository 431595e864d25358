package filbert.api;

import filbert.household.Scope;

/** A scope that this token lacks for what this very call would do. */
final class LackingScopeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Scope missing;

    LackingScopeException(Scope missing) {
        super(Word.of(missing));
        this.missing = missing;
    }

    String missing() {
        return Word.of(missing);
    }
}
