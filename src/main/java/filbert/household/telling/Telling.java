package filbert.household.telling;

/** Tells people. Any thread that may block; durable when it returns, and it never throws for somebody who is gone. */
public interface Telling {
    /** Tells nobody. */
    Telling NOBODY = new Telling() {
        @Override
        public void tell(long person, Notice notice) {}

        @Override
        public void tellOwners(Notice notice) {}
    };

    void tell(long person, Notice notice);

    void tellOwners(Notice notice);
}
