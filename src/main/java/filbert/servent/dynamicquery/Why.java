package filbert.servent.dynamicquery;

/** Why a dynamic query ended. */
public enum Why {
    /** As many results as were wanted. */
    ENOUGH,
    /** As many hosts as anybody should ask. */
    HORIZON,
    /** It has lasted long enough. */
    TIME,
    /** There is no neighbour left to ask. */
    NOBODY_LEFT,
    /** Whoever asked left, or has had enough. */
    UNWANTED
}
