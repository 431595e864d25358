package filbert.servent.dynamicquery;

/** Hears how our own query gets on. Called on the owner. */
public interface Outcome {
    /** Somebody was asked. @param hosts reached so far, in theory */
    void asked(long hosts);

    /** Nobody will be asked any more. */
    void ended(Why why);
}
